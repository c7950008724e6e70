package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.Money;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.lineage.ItemStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every label of a campaign can be traced to its answers. */
class LineageTest {
  @TempDir private Path folder = Path.of("");
  private Path workspace = Path.of("");

  @BeforeEach
  void runACampaign() throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson("{\"accuracy\": {\"target\": 0.99}, \"maxRounds\": 3}", ""),
            List.of(pool(200)));
    workspace = folder.resolve("ws");
    assertThat(run(campaign, workspace, 2)).isInstanceOf(LocalEngine.Ended.Finished.class);
  }

  private Optional<ItemStory> story(ItemId item) {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      return LocalEngine.explain(opened, item);
    }
  }

  private <T> List<T> lines(String key, Class<T> type) throws IOException {
    return JsonCodec.readLines(
        Files.readAllBytes(workspace.resolve("campaigns/small/" + key)), type);
  }

  private ItemId first(String key, String stream) throws IOException {
    return lines(key, BatchItem.class).stream()
        .filter(item -> item.stream().name().equals(stream))
        .findFirst()
        .orElseThrow()
        .id();
  }

  @Test
  void explain_ofEveryLabel_namesAsManyAnswersAsItRestsOnAndTheirPrice() throws IOException {
    List<LabelLine> labels = lines("labels.jsonl", LabelLine.class);
    assertThat(labels).hasSizeGreaterThan(50);
    for (LabelLine label : labels) {
      ItemStory story = story(label.id()).orElseThrow();
      assertThat(story.label())
          .contains(new ItemStory.Final(label.label(), label.confidence(), label.source()));
      // one of the annotators tells nothing: their answers are paid, and have no weight
      assertThat(story.answers()).filteredOn(ItemStory.Given::counts).hasSize(label.annotations());
      assertThat(story.price()).isEqualTo(Money.parse("0.05 USD").times(story.answers().size()));
      assertThat(story.question().orElseThrow().round()).isEqualTo(label.round());
      assertThat(story.consolidations().getLast().label()).isEqualTo(label.label());
    }
  }

  @Test
  void explain_ofAQuery_namesTheModelThatProposedIt() throws IOException {
    ItemStory story = story(first("rounds/0002/batch.jsonl", "QUERY")).orElseThrow();
    assertThat(story.whyAsked()).contains("predictions of round 1");
    ItemStory.Proposal proposal = story.proposal().orElseThrow();
    assertThat(proposal.modelOfRound()).isEqualTo(1);
    assertThat(proposal.strategy()).isEqualTo("margin-cluster");
    assertThat(proposal.probability().orElseThrow()).isBetween(0.5, 1.0);
    assertThat(story.trainedOn()).containsExactly(2, 3);
  }

  @Test
  void explain_ofACertificationItem_saysThatNoModelLearnedFromIt() throws IOException {
    ItemStory story = story(first("rounds/0001/batch.jsonl", "CERTIFICATION")).orElseThrow();
    assertThat(story.whyAsked()).contains("no model learns from it");
    assertThat(story.trainedOn()).isEmpty();
    assertThat(story.proposal()).isEmpty();
    // asked in one wave, and looked at again with what later rounds told about its annotators
    assertThat(story.consolidations()).hasSizeGreaterThan(1);
  }

  @Test
  void explain_ofAnItemThatNobodyWasAskedAbout_saysSoAndOfAnUnknownOneNothing() throws IOException {
    List<String> labeled =
        lines("labels.jsonl", LabelLine.class).stream().map(line -> line.id().value()).toList();
    String unasked =
        java.util.stream.IntStream.range(0, 200)
            .mapToObj("item-%04d"::formatted)
            .filter(id -> !labeled.contains(id))
            .findFirst()
            .orElseThrow();
    ItemStory story = story(new ItemId(unasked)).orElseThrow();
    assertThat(story.question()).isEmpty();
    assertThat(story.label()).isEmpty();
    assertThat(story(new ItemId("nobody"))).isEmpty();
  }
}
