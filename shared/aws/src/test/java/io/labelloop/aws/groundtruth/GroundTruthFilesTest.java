package io.labelloop.aws.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/* output.manifest and worker-response.json: recorded samples, see README.md beside them */
class GroundTruthFilesTest {
  private static final List<String> LABELS = List.of("negative", "positive");
  private static final List<ItemId> ITEMS =
      List.of(new ItemId("i0"), new ItemId("i1"), new ItemId("i2"), new ItemId("i3"));
  private static final JobPlan.Part PART = new JobPlan.Part(1, "n", 2, ITEMS);
  private static final LabelingJob JOB =
      new LabelingJob(
          "jobs/1",
          "?",
          LABELS,
          ITEMS.stream()
              .map(item -> new LabelingJob.Question(item, new ItemContent.Text("t"), 2, List.of()))
              .toList(),
          Duration.ofDays(30));
  private static final String RESPONSE =
      "jobs/1/part-1/output/n/annotations/worker-response/iteration-1/0/2021-03-08_23:06:49.json";

  private final InMemoryObjectStore objects = new InMemoryObjectStore();

  private static byte[] sample(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(GroundTruthFilesTest.class.getResourceAsStream(name))) {
      return file.readAllBytes();
    }
  }

  @Test
  void read_ofAnOutputManifest_takesLabelsAsNamesNumbersAndTexts() throws IOException {
    objects.put(
        "jobs/1/part-1/output/n/manifests/output/output.manifest", sample("output.manifest"));
    assertThat(OutputManifest.read(objects, PART, "jobs/1", "data", LABELS))
        .containsExactly(
            new OutputManifest.Line(
                new ItemId("i0"),
                Optional.of("positive"),
                OptionalDouble.of(0.8),
                Optional.empty()),
            new OutputManifest.Line(
                new ItemId("i1"), Optional.of("negative"), OptionalDouble.of(0), Optional.empty()),
            new OutputManifest.Line(
                new ItemId("i2"),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(
                    "jobs/1/part-1/output/n/annotations/worker-response/iteration-1/2/2021-03-08_23:06:49.json")),
            new OutputManifest.Line(
                new ItemId("i3"), Optional.empty(), OptionalDouble.empty(), Optional.empty()));
  }

  @Test
  void read_ofWorkerResponses_leavesOutWhatIsNoAnswer() throws IOException {
    objects.put(RESPONSE, sample("worker-response.json"));
    assertThat(WorkerResponses.read(objects, PART, JOB, Map.of()))
        .containsExactly(
            new Annotation(
                new ItemId("i0"),
                new AnnotatorId("public.us-east-1.A1EXAMPLE"),
                0,
                Instant.parse("2021-03-08T23:07:49Z")),
            new Annotation(
                new ItemId("i1"), new AnnotatorId("public.us-east-1.A2EXAMPLE"), 0, Instant.EPOCH));
  }

  @Test
  void read_ofAFieldWithAnotherName_findsItsItemByTheManifest() throws IOException {
    objects.put(RESPONSE, sample("worker-response.json"));
    assertThat(WorkerResponses.read(objects, PART, JOB, Map.of(RESPONSE, new ItemId("i3"))))
        .contains(
            new Annotation(
                new ItemId("i3"),
                new AnnotatorId("private.us-east-1.0f3a"),
                1,
                Instant.parse("2021-03-08T23:06:49.111Z")));
  }

  @Test
  void name_ofAnyKey_isOneThatTheServiceTakes() {
    for (String key :
        List.of(
            "campaigns/Birds of Prey (2026) with a very long name indeed/rounds/9999/jobs/12",
            "rounds/0001/jobs/1",
            "jobs/1",
            "campaigns/---/rounds/0001/jobs/1",
            "campaigns/\u9ce5/rounds/0001/jobs/1")) {
      assertThat(LabelingJobName.of("bucket", key, Instant.EPOCH, 12))
          .matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")
          .hasSizeLessThanOrEqualTo(63)
          .startsWith("labelloop-")
          .isEqualTo(LabelingJobName.of("bucket", key, Instant.EPOCH, 12))
          .isNotEqualTo(LabelingJobName.of("other", key, Instant.EPOCH, 12))
          .isNotEqualTo(LabelingJobName.of("bucket", key, Instant.EPOCH.plusMillis(1), 12));
    }
  }

  @Test
  void check_ofAnItemThatIsTooLong_namesIt() {
    assertThatThrownBy(
            () ->
                InputManifestLimits.check(
                    List.of(Map.of("item", "i7", "source", "x".repeat(20_001)))))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("item 'i7'")
        .hasMessageContaining("pool.maxTextLength");
  }
}
