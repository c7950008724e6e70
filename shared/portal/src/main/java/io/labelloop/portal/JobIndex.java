package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The labeling jobs that a campaign has published, in that order: job {@code n} is the n-th. */
record JobIndex(int version, List<Job> jobs) {
  static final int VERSION = 1;
  static final JobIndex EMPTY = new JobIndex(VERSION, List.of());

  JobIndex {
    jobs = List.copyOf(jobs);
  }

  /**
   * A published job.
   *
   * @param number from 1
   * @param key under which its documents lie
   * @param items the number of questions
   * @param wanted the number of answers
   * @param pageSize the number of questions of every page but the last
   */
  record Job(
      int number,
      String key,
      Instant publishedAt,
      Instant deadline,
      int items,
      int wanted,
      int pageSize,
      Optional<End> end) {
    int pages() {
      return (items + pageSize - 1) / pageSize;
    }

    boolean open(Instant now) {
      return end.isEmpty() && now.isBefore(deadline);
    }
  }

  /** How and when a job ended. */
  record End(Instant at, Reason reason) {}

  /** Why a job ended. */
  enum Reason {
    COMPLETE,
    DEADLINE,
    CANCELLED;

    @JsonValue
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Reason of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  Optional<Job> find(String key) {
    return jobs.stream().filter(job -> job.key().equals(key)).findFirst();
  }

  Optional<Job> find(int number) {
    return number < 1 || number > jobs.size()
        ? Optional.empty()
        : Optional.of(jobs.get(number - 1));
  }

  /** The jobs that take answers, the earliest first. */
  List<Job> open(Instant now) {
    return jobs.stream().filter(job -> job.open(now)).toList();
  }

  JobIndex with(Job job) {
    if (find(job.key()).isPresent()) {
      return this;
    }
    var all = new ArrayList<>(jobs);
    all.add(job);
    return new JobIndex(version, all);
  }

  /** The index with the end of a job, unless it has ended before. */
  JobIndex ended(int number, End end) {
    var all = new ArrayList<>(jobs);
    Job job = all.get(number - 1);
    if (job.end().isPresent()) {
      return this;
    }
    all.set(
        number - 1,
        new Job(
            job.number(),
            job.key(),
            job.publishedAt(),
            job.deadline(),
            job.items(),
            job.wanted(),
            job.pageSize(),
            Optional.of(end)));
    return new JobIndex(version, all);
  }
}
