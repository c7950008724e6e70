package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign whose strategy is a bandit, and the answer to whether choosing helped. */
class BanditRunTest {
  private static final int ROUNDS = 6;
  private static final String STOP = "{\"maxRounds\": " + ROUNDS + "}";

  @TempDir private Path folder = Path.of("");

  private static String campaign() {
    return campaignJson(STOP, "")
        .replace(
            "\"query\": {",
            "\"certification\": {\"size\": 30}, \"query\": {\"randomShare\": 0.4, \"strategy\": {\"type\":"
                + " \"bandit\", \"of\": [\"margin\", \"vote-entropy\"], \"validation\": 40}, ");
  }

  private CampaignSummary run(Path file, String workspace) throws IOException {
    LocalEngine.Ended ended = CampaignFixture.run(file, folder.resolve(workspace), 2);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary();
  }

  private Path document(String workspace, String name) {
    return folder.resolve(workspace).resolve("campaigns/small").resolve(name);
  }

  private List<BanditDraw> draws(String workspace) throws IOException {
    var draws = new ArrayList<BanditDraw>();
    for (int round = 2; round <= ROUNDS; round++) {
      Path file = document(workspace, "rounds/000" + round + "/bandit.json");
      draws.add(JsonCodec.read(Files.readAllBytes(file), BanditDraw.class));
    }
    return draws;
  }

  @Test
  void run_withABandit_drawsAStrategyEachRoundAndLearnsNothingFromItsValidationItems()
      throws IOException {
    Path file = write(folder, campaign(), List.of(pool(300)));

    CampaignSummary summary = run(file, "one");

    List<BanditDraw> draws = draws("one");
    assertThat(draws).allSatisfy(d -> assertThat(d.arms()).contains(d.drawn(), "random"));
    assertThat(draws.getFirst().reward()).isEqualTo(0.5);
    Set<String> validation = new HashSet<>();
    int teaching = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      for (BatchItem item :
          JsonCodec.readLines(
              Files.readAllBytes(document("one", "rounds/000" + round + "/batch.jsonl")),
              BatchItem.class)) {
        if (item.stream() == Stream.VALIDATION) {
          assertThat(round).isEqualTo(1);
          validation.add(item.id().value());
        } else {
          assertThat(validation).doesNotContain(item.id().value());
        }
        teaching += item.stream().teaches() ? 1 : 0;
      }
    }
    assertThat(validation).hasSize(40);
    assertThat(
            JsonCodec.read(
                    Files.readAllBytes(document("one", "rounds/0006/training.json")),
                    Training.class)
                .labels())
        .isEqualTo(teaching);

    ActiveLearning answer = summary.activeLearning().orElseThrow();
    assertThat(answer.labels()).isEqualTo(20);
    assertThat(answer.tested()).isEqualTo(70);
    assertThat(answer.low()).isLessThanOrEqualTo(answer.difference());
    assertThat(Files.readString(document("one", "report.html")))
        .contains("Did active learning help here?", "Which strategy a round drew");
    try (LocalWorkspace opened = LocalWorkspace.open(folder.resolve("one")).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }
  }

  @Test
  void run_ofAShuffledAndSplitPoolAndAgain_drawsTheSame() throws IOException {
    List<String> lines = pool(300);
    Path plain = write(folder.resolve("a"), campaign(), List.of(lines));
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(4));
    Path split =
        write(
            folder.resolve("b"),
            campaign(),
            List.of(shuffled.subList(0, 90), shuffled.subList(90, 300)));

    run(plain, "one");
    run(split, "two");
    assertThat(draws("two")).isEqualTo(draws("one"));

    var before = documents(folder.resolve("one"));
    run(plain, "one");
    assertThat(documents(folder.resolve("one"))).isEqualTo(before);
  }

  @Test
  void run_withoutARandomShare_saysThatItCannotTell() throws IOException {
    Path file =
        write(
            folder,
            campaignJson(STOP, "").replace("\"query\": {", "\"query\": {\"randomShare\": 0, "),
            List.of(pool(120)));

    ActiveLearning answer = run(file, "one").activeLearning().orElseThrow();

    assertThat(answer.verdict()).isEqualTo("unknown");
    assertThat(answer.why().orElseThrow()).contains("only 0 uniformly drawn items have a label");
    assertThat(Files.readString(document("one", "report.html")))
        .contains("This campaign cannot tell: only 0");
  }
}
