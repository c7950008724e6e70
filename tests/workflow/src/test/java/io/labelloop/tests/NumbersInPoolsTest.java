package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.Finding;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.PoolHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embeddings in CSV, and numbers that are constant, missing or not finite. */
class NumbersInPoolsTest {
  @TempDir private Path folder = Path.of("");

  private Path csv(List<String> more) throws IOException {
    var random = new Random(3);
    var lines = new ArrayList<String>();
    lines.add("id,vector,label");
    for (int i = 0; i < 120; i++) {
      double centre = i % 2 == 0 ? 1 : -1;
      lines.add(
          "i%d,\"[%.3f, 7, %.3f]\",%s"
              .formatted(
                  i,
                  centre + .5 * random.nextGaussian(),
                  centre + .5 * random.nextGaussian(),
                  i % 2 == 0 ? "plus" : "minus"));
    }
    lines.addAll(more);
    Files.createDirectories(folder.resolve("pool"));
    Files.writeString(folder.resolve("pool/items.csv"), String.join("\n", lines) + "\n");
    return Files.writeString(
        folder.resolve("campaign.json"),
        CampaignFixture.campaignJson("{\"maxRounds\": 2}", "")
            .replace("\"query\": {", "\"certification\": {\"size\": 30}, \"query\": {")
            .replace("\"features\": [\"x\", \"y\"]", "\"embedding\": \"vector\""));
  }

  @Test
  void run_overACsvFileWithArrays_learnsFromThem() throws IOException {
    Path file = csv(List.of());

    LocalEngine.Ended ended = CampaignFixture.run(file, folder.resolve("work"), 2);

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    assertThat(
            ((LocalEngine.Ended.Finished) ended)
                .summary()
                .curve()
                .getLast()
                .certificationAccuracy()
                .orElseThrow())
        .isGreaterThan(.85);
  }

  @Test
  void check_ofNumbersThatTellNothingOrAreNone_namesAndCountsThem() throws IOException {
    Path file =
        csv(
            List.of(
                "short,\"[1, 7]\",plus",
                "word,\"[1, 7, \"\"x\"\"]\",plus",
                "null,\"[1, null, 2]\",plus",
                "huge,\"[1e999, 7, 2]\",plus",
                "open,\"[1, 7, 2\",plus",
                "empty,,plus"));

    PoolHead head = PoolHead.read(file, CampaignFixture.spec(file));

    assertThat(head.items()).isEqualTo(120);
    assertThat(head.rejected()).hasSize(6);
    assertThat(head.rejected())
        .extracting(line -> line.message())
        .anyMatch(message -> message.contains("'vector[2]' must be a finite number"))
        .anyMatch(message -> message.contains("'vector[0]' must be a finite number"))
        .anyMatch(message -> message.contains("must be an array of 3 numbers"));
    assertThat(head.warnings())
        .extracting(Finding::message)
        .containsExactly(
            "'vector' costs 3 lines (3 WRONG_TYPE), first items.csv:122",
            "'vector[2]' costs 1 line (1 NOT_A_NUMBER), first items.csv:123",
            "'vector[1]' costs 1 line (1 NOT_A_NUMBER), first items.csv:124",
            "'vector[0]' costs 1 line (1 NOT_A_NUMBER), first items.csv:125",
            "1 of 3 numbers are the same in all 120 items that were read, and tell a model nothing: vector[1]");
  }

  @Test
  void check_ofManyBadLines_countsAllOfThemByTheFirstColumnThatIsWrong() throws IOException {
    var lines = new ArrayList<String>();
    lines.add("id,x,y,label");
    for (int i = 0; i < 300; i++) {
      String x = i % 2 == 0 ? "" + i : i % 4 == 1 ? "" : "NaN";
      // of lines with two bad columns, the first counts
      lines.add("i%d,%s,%s,plus".formatted(i, x, i % 3 == 0 ? "none" : "" + i));
    }
    lines.add("j,1,2,plus,too many");
    Files.createDirectories(folder.resolve("pool"));
    Files.writeString(folder.resolve("pool/items.csv"), String.join("\n", lines) + "\n");
    Path file =
        Files.writeString(
            folder.resolve("campaign.json"),
            CampaignFixture.campaignJson("{\"maxRounds\": 2}", ""));

    PoolHead head = PoolHead.readWhole(file, CampaignFixture.spec(file));

    assertThat(head.items()).isEqualTo(100);
    assertThat(head.rejectedLines()).isEqualTo(201);
    assertThat(head.rejected()).hasSize(100);
    assertThat(head.warnings())
        .extracting(Finding::message)
        .containsExactly(
            "'x' costs 150 lines (150 NOT_A_NUMBER), first items.csv:3",
            "'y' costs 50 lines (50 NOT_A_NUMBER), first items.csv:2");
  }
}
