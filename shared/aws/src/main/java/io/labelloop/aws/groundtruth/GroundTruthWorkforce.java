package io.labelloop.aws.groundtruth;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.crowd.JobDocuments;
import io.labelloop.aws.crowd.WorkerPage;
import io.labelloop.campaign.GroundTruthSpec;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * People of a Ground Truth work team: a labeling job for a wave, or several where its questions
 * want different numbers of annotators.
 *
 * <p>The raw answers count, and are consolidated by the campaign; no Lambda of AWS runs before or
 * after. What a job itself came to is kept beside, in {@code consolidated.jsonl}.
 *
 * <p>What the service cannot: keep an annotator from an item whom an earlier wave asked about it.
 * Their second answers are left out here, though a vendor is paid for them. A campaign whose {@code
 * annotationsPerItem} is a fixed number asks everybody at once and has no such answers.
 */
public final class GroundTruthWorkforce implements Workforce {
  private final LabelingJobs jobs;
  private final JobDocuments waiting;
  private final LabelingJobCreation creation;
  private final DocumentStore documents;
  private final InstantSource clock;
  private final GroundTruthSpec spec;
  private final GroundTruthAccount account;
  private final ItemDisplay display;

  /**
   * @param campaignPrefix the folder of {@code campaign.json}, where a template of one's own lies
   */
  public GroundTruthWorkforce(
      SageMakerClient sageMaker,
      DocumentStore documents,
      WorkflowCallback callback,
      InstantSource clock,
      GroundTruthSpec spec,
      GroundTruthAccount account,
      ItemDisplay display,
      String campaignPrefix) {
    this.jobs = new LabelingJobs(sageMaker, documents, callback, account.bucket());
    this.waiting = new JobDocuments(documents);
    this.documents = documents;
    this.clock = clock;
    this.spec = spec;
    this.account = account;
    this.display = display;
    this.creation = new LabelingJobCreation(sageMaker, documents, spec, account, campaignPrefix);
  }

  @Override
  public void publish(LabelingJob job, String taskToken) {
    waiting.wait(job.key(), taskToken);
    JobPlan plan =
        documents.decide(
            JobPlan.key(job.key()),
            JobPlan.of(job, account.bucket(), clock.instant()),
            JobPlan.class);
    List<JobPlan.Part> missing =
        plan.parts().stream().filter(part -> jobs.describe(part.name()).isEmpty()).toList();
    if (!missing.isEmpty()) {
      creation.checkWorkTeam();
    }
    for (JobPlan.Part part : missing) {
      write(job, part);
      creation.create(job, part);
    }
    // a workflow that waits again, since it heard nothing, may have missed the event
    jobs.answerIfEnded(job.key());
  }

  private void write(LabelingJob job, JobPlan.Part part) {
    Set<ItemId> items = Set.copyOf(part.items());
    var lines = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < job.questions().size(); i++) {
      if (items.contains(job.questions().get(i).item())) {
        lines.add(display.input(job.questions().get(i), i));
      }
    }
    InputManifestLimits.check(lines);
    documents.put(part.manifest(job.key()), JsonCodec.lines(lines));
    documents.put(
        part.prefix(job.key()) + "labels.json",
        JsonCodec.document(
            Map.of(
                "document-version",
                "2018-11-28",
                "labels",
                job.labels().stream().map(label -> Map.of("label", label)).toList())));
    documents.put(
        part.prefix(job.key()) + "template.html",
        creation
            .ownTemplate()
            .orElseGet(
                () ->
                    WorkerPage.of(job, spec.instructions())
                        .oneItem()
                        .getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public List<Annotation> collect(LabelingJob job) {
    Map<ItemId, Set<String>> excluded = new HashMap<>();
    job.questions().forEach(q -> excluded.put(q.item(), Set.copyOf(q.excluded())));
    // the earliest answer of an annotator about an item counts
    var first = new TreeMap<Key, Annotation>(Key.ORDER);
    var consolidated = new ArrayList<OutputManifest.Line>();
    for (JobPlan.Part part : parts(job)) {
      List<OutputManifest.Line> manifest =
          OutputManifest.read(documents.objects(), part, job.key(), account.bucket(), job.labels());
      Map<String, ItemId> byFile = new HashMap<>();
      manifest.forEach(line -> line.responses().ifPresent(file -> byFile.put(file, line.item())));
      consolidated.addAll(manifest);
      for (Annotation answer : WorkerResponses.read(documents.objects(), part, job, byFile)) {
        if (!excluded.getOrDefault(answer.item(), Set.of()).contains(answer.annotator().value())) {
          first.merge(
              new Key(answer.item(), answer.annotator()),
              answer,
              (one, other) -> other.answeredAt().isBefore(one.answeredAt()) ? other : one);
        }
      }
    }
    if (!consolidated.isEmpty()) {
      documents.put(job.key() + "/consolidated.jsonl", JsonCodec.lines(consolidated));
    }
    return List.copyOf(first.values());
  }

  private record Key(ItemId item, AnnotatorId annotator) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::item).thenComparing(Key::annotator);
  }

  @Override
  public void cancel(LabelingJob job) {
    parts(job).forEach(part -> creation.stop(part.name()));
  }

  private List<JobPlan.Part> parts(LabelingJob job) {
    return documents
        .find(JobPlan.key(job.key()), JobPlan.class)
        .map(JobPlan::parts)
        .orElse(List.of());
  }
}
