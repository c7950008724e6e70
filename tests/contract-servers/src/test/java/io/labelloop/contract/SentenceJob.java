package io.labelloop.contract;

import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Duration;
import java.util.List;

/** A labeling job about entities in sentences. */
final class SentenceJob {
  private SentenceJob() {}

  /** Two sentences of three tokens and of one, two answers wanted of each. */
  static LabelingJob ofTwoSentences() {
    return new LabelingJob(
        "campaigns/names/rounds/0001/jobs/1",
        TaskType.SEQUENCE,
        "Who?",
        List.of("person", "place"),
        List.of(sentence("s0", "Ann", "\"met\"", "Bo"), sentence("s1", "Oslo")),
        Duration.ofDays(30));
  }

  private static LabelingJob.Question sentence(String id, String... tokens) {
    return new LabelingJob.Question(
        new ItemId(id), new ItemContent.Tokens(List.of(tokens)), 2, List.of());
  }
}
