package io.labelloop.aws.groundtruth;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labeling jobs that ask a wave's questions: one for each number of annotators that is wanted,
 * since the service gives every object of a job to as many.
 *
 * @param publishedAt when the wave was published first
 */
record JobPlan(int version, Instant publishedAt, List<Part> parts) {
  static final int VERSION = 1;

  JobPlan {
    parts = List.copyOf(parts);
  }

  /**
   * A labeling job.
   *
   * @param number from 1
   * @param annotations how many annotators each item goes to
   * @param items the items in the order of the manifest
   */
  record Part(int number, String name, int annotations, List<ItemId> items) {
    Part {
      items = List.copyOf(items);
    }

    /** Where the part's files lie, with a slash at the end. */
    String prefix(String jobKey) {
      return jobKey + "/part-" + number + "/";
    }

    String manifest(String jobKey) {
      return prefix(jobKey) + "input.manifest";
    }

    /** Where the service writes, with a slash at the end. */
    String output(String jobKey) {
      return prefix(jobKey) + "output/" + name + "/";
    }
  }

  static String key(String jobKey) {
    return jobKey + "/plan.json";
  }

  static JobPlan of(LabelingJob job, String bucket, Instant publishedAt) {
    Map<Integer, List<ItemId>> byAnnotations = new TreeMap<>();
    job.questions()
        .forEach(
            question ->
                byAnnotations
                    .computeIfAbsent(question.annotations(), n -> new ArrayList<>())
                    .add(question.item()));
    var parts = new ArrayList<Part>();
    byAnnotations.forEach(
        (annotations, items) -> {
          int number = parts.size() + 1;
          String name = LabelingJobName.of(bucket, job.key(), publishedAt, number);
          parts.add(new Part(number, name, annotations, items));
        });
    return new JobPlan(VERSION, publishedAt, parts);
  }
}
