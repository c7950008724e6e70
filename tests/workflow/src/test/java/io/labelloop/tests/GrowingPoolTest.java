package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Streams;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come into a pool's folder while its campaign runs. */
class GrowingPoolTest {
  private static final String STOP =
      "{\"accuracy\": {\"target\": 0.99}, \"budget\": \"200 USD\", \"maxRounds\": 4}";
  private static final List<String> ITEMS = pool(900);

  @TempDir private Path folder = Path.of("");

  /** Does something when a step starts for the n-th time. */
  private record At(String step, int time, Runnable does) {}

  @Test
  void run_ofAGrowingPool_takesNewItemsInAndCertifiesThemAtTheRateOfTheStart() throws IOException {
    LocalEngine.Ended ended =
        run(
            ", \"growing\": true",
            "ws",
            new At("PublishLabelingJob", 1, () -> add("new-1", ITEMS.subList(500, 800))),
            new At("EvaluateRound", 2, () -> add("new-2", ITEMS.subList(800, 900))));

    CampaignSummary summary = ((LocalEngine.Ended.Finished) ended).summary();
    assertThat(summary.items()).isEqualTo(900);
    Streams first = document("ws", "state/streams.json", Streams.class);
    Streams second = document("ws", "rounds/0002/streams.json", Streams.class);
    Streams third = document("ws", "rounds/0003/streams.json", Streams.class);
    assertThat(List.of(first.items(), second.items(), third.items()))
        .containsExactly(500L, 800L, 900L);
    int drawn = first.certification().size();
    assertThat(drawn).isBetween(200, 250);
    assertThat(second.certification())
        .startsWith(first.certification().toArray(io.labelloop.pool.ItemId[]::new))
        .hasSize((int) Math.ceil(drawn * 800 / 500.0));
    assertThat(third.certification()).hasSize((int) Math.ceil(drawn * 900 / 500.0));
    assertThat(
            third
                .certification()
                .subList(second.certification().size(), third.certification().size()))
        .allMatch(id -> Integer.parseInt(id.value().substring(5)) >= 800);

    // the new certification items are asked first, beside a batch of the usual size
    List<BatchItem> batch = batch("ws", 2);
    int more = second.certification().size() - drawn;
    assertThat(batch.subList(0, more)).allMatch(item -> item.stream() == Stream.CERTIFICATION);
    assertThat(batch).hasSize(more + 10);
    assertThat(batch.subList(more, batch.size()))
        .noneMatch(item -> item.stream() == Stream.CERTIFICATION);
    assertThat(document("ws", "rounds/0004/evaluation.json", Evaluation.class).labels())
        .isEqualTo(third.certification().size());
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
    }
  }

  @Test
  void run_againOfAPoolThatHasGrownSince_changesNothing() throws IOException {
    run(
        ", \"growing\": true",
        "ws",
        new At("PublishLabelingJob", 1, () -> add("new-1", ITEMS.subList(500, 600))));
    var before = documents(folder.resolve("ws"));
    add("late", ITEMS.subList(600, 700));

    run(", \"growing\": true", "ws");

    var after = documents(folder.resolve("ws"));
    // the checksums list every file below the campaign's folder, and the pool lies there
    for (var documents : List.of(before, after)) {
      documents.keySet().removeIf(key -> key.contains("checksums"));
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  void run_ofAPoolThatDoesNotGrow_leavesNewFilesAlone() throws IOException {
    LocalEngine.Ended ended =
        run("", "ws", new At("PublishLabelingJob", 1, () -> add("new", ITEMS.subList(500, 600))));
    assertThat(((LocalEngine.Ended.Finished) ended).summary().items()).isEqualTo(500);
    assertThat(folder.resolve("ws/campaigns/small/rounds/0002/growth.json")).doesNotExist();
  }

  @Test
  void run_ofNewFilesWithKnownIds_keepsTheItemsAsTheyWere() throws IOException {
    LocalEngine.Ended ended =
        run(
            ", \"growing\": true, \"maxRejectedShare\": 0.5",
            "ws",
            new At("PublishLabelingJob", 1, () -> add("again", ITEMS.subList(400, 620))));
    CampaignSummary summary = ((LocalEngine.Ended.Finished) ended).summary();
    assertThat(summary.items()).isEqualTo(620);
    assertThat(summary.rejected()).isEqualTo(100);
    Set<String> asked = new HashSet<>();
    for (int round = 1; round <= 4; round++) {
      for (BatchItem item : batch("ws", round)) {
        assertThat(asked.add(item.id().value())).as(item.id().value()).isTrue();
      }
    }
  }

  @Test
  void run_ofAFileThatChanges_failsAndNamesIt() throws IOException {
    LocalEngine.Ended ended =
        run(
            ", \"growing\": true",
            "ws",
            new At(
                "EvaluateRound",
                1,
                () -> {
                  add("part-0", ITEMS.subList(0, 100));
                  remove("part-1");
                  add("new", ITEMS.subList(500, 600));
                }));
    LocalEngine.Ended.Failed failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause())
        .contains("a pool grows by new files only")
        .containsPattern("part-0.jsonl has changed \\(had \\d+ bytes, has \\d+\\)")
        .contains("part-1.jsonl has vanished")
        .contains("put new items into new files");
    // what people said is kept
    assertThat(failed.summary().labeled()).isPositive();
  }

  @Test
  void run_ofANewFileThatCannotBeRead_failsAndNamesItsLines() throws IOException {
    LocalEngine.Ended ended =
        run(
            ", \"growing\": true",
            "ws",
            new At(
                "PublishLabelingJob",
                1,
                () ->
                    add(
                        "bad",
                        List.of(
                            "{\"id\": \"n1\", \"x\": 1, \"y\": 2, \"label\": \"plus\"}",
                            "{\"id\": \"n2\", \"x\": \"one\", \"y\": 2}"))));
    LocalEngine.Ended.Failed failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.problem().cause())
        .contains("1 of 2 lines of the pool were rejected", "rounds/0002/rejects.jsonl");
  }

  private void add(String name, List<String> lines) {
    try {
      Files.writeString(
          folder.resolve("in/pool/" + name + ".jsonl"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(String name) {
    try {
      Files.delete(folder.resolve("in/pool/" + name + ".jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T document(String workspace, String key, Class<T> type) throws IOException {
    return JsonCodec.read(
        Files.readAllBytes(folder.resolve(workspace + "/campaigns/small/" + key)), type);
  }

  private List<BatchItem> batch(String workspace, int round) throws IOException {
    return JsonCodec.readLines(
        Files.readAllBytes(
            folder.resolve(workspace + "/campaigns/small/rounds/000" + round + "/batch.jsonl")),
        BatchItem.class);
  }

  private LocalEngine.Ended run(String more, String workspace, At... events) throws IOException {
    Path campaign = folder.resolve("in/campaign.json");
    if (!Files.exists(campaign)) {
      write(
          folder.resolve("in"),
          campaignJson(STOP, more),
          List.of(ITEMS.subList(0, 250), ITEMS.subList(250, 500)));
    }
    CampaignSpec spec = spec(campaign);
    try (LocalWorkspace opened =
        LocalWorkspace.prepare(
            folder.resolve(workspace),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec)) {
      return LocalEngine.of(opened, spec, listener(events), 2).run();
    }
  }

  private static StepListener listener(At... events) {
    return new StepListener() {
      private final java.util.Map<String, Integer> times = new java.util.HashMap<>();

      @Override
      public synchronized void started(String step) {
        int time = times.merge(step, 1, Integer::sum);
        for (At event : events) {
          if (event.step().equals(step) && event.time() == time) {
            event.does().run();
          }
        }
      }

      @Override
      public void finished(String step, Record output) {}
    };
  }
}
