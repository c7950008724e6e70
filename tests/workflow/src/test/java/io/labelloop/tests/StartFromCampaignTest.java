package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.campaign.Finding;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.PoolHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign that starts from the model of an earlier one, and the refusals of what cannot be. */
class StartFromCampaignTest {
  private static final String STOP = "{\"maxRounds\": 2}";

  @TempDir private Path folder = Path.of("");

  private static String campaign() {
    return CampaignFixture.campaignJson(STOP, "")
        .replace("\"query\": {", "\"certification\": {\"size\": 40}, \"query\": {");
  }

  private static String started(String location) {
    return campaign()
        .replace("\"query\": {", "\"model\": {\"startFrom\": \"" + location + "\"}, \"query\": {");
  }

  private Path earlier() {
    return folder.resolve("earlier-work/campaigns/small");
  }

  @BeforeEach
  void runTheEarlierCampaign() throws IOException {
    Path file =
        CampaignFixture.write(
            folder.resolve("earlier"),
            campaign(),
            List.of(CampaignFixture.pool(600).subList(0, 300)));
    assertThat(CampaignFixture.run(file, folder.resolve("earlier-work"), 2))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
  }

  private Path later(String json) throws IOException {
    return CampaignFixture.write(
        folder.resolve("later"), json, List.of(CampaignFixture.pool(600).subList(300, 600)));
  }

  private List<Finding> mistakes(String json) throws IOException {
    Path file = later(json);
    return PoolHead.read(file, CampaignFixture.spec(file)).mistakes();
  }

  @Test
  void run_fromAnEarlierModel_copiesItAndIsTheSameWithoutTheEarlierCampaign() throws IOException {
    Path file = later(started("../earlier-work/campaigns/small"));
    Path work = folder.resolve("work");
    assertThat(mistakes(started("../earlier-work/campaigns/small"))).isEmpty();

    LocalEngine.Ended ended = CampaignFixture.run(file, work, 2);

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    Path campaign = work.resolve("campaigns/small");
    assertThat(Files.readAllBytes(campaign.resolve("state/start-model.tribuo")))
        .isEqualTo(Files.readAllBytes(earlier().resolve("model.tribuo")));
    assertThat(Files.readString(campaign.resolve("report.html")))
        .contains("started from the model of");
    Files.delete(earlier().resolve("model.tribuo"));
    try (LocalWorkspace opened = LocalWorkspace.open(work).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }

    Path plain = folder.resolve("plain");
    CampaignFixture.run(later(campaign()), plain, 2);
    assertThat(Files.readAllBytes(plain.resolve("campaigns/small/rounds/0001/model.tribuo")))
        .isNotEqualTo(Files.readAllBytes(campaign.resolve("rounds/0001/model.tribuo")));
  }

  @Test
  void run_overAPoolThatTheEarlierModelLearnedFrom_isRefusedBeforeAnyoneIsAsked()
      throws IOException {
    Path file =
        CampaignFixture.write(
            folder.resolve("again"),
            started("../earlier-work/campaigns/small")
                .replace("\"seed\": 11", "\"seed\": 12")
                .replace("\"size\": 40", "\"size\": 250"),
            List.of(CampaignFixture.pool(600).subList(0, 300)));

    LocalEngine.Ended ended = CampaignFixture.run(file, folder.resolve("work"), 2);

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    LocalEngine.Ended.Failed failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.problem().cause()).contains("have the same content as items that the model");
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.summary().annotations()).isZero();
  }

  @Test
  void check_ofAModelThatCannotBeStartedFrom_saysWhy() throws IOException {
    String there = "../earlier-work/campaigns/small";

    assertThat(mistakes(started("../nowhere")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/model/startFrom");
              assertThat(finding.message()).contains("'../nowhere'", "has no model.tribuo");
            });
    assertThat(mistakes(started(".")).getFirst().message()).contains("another campaign");
    assertThat(
            mistakes(started(there).replace("[\"plus\", \"minus\"]", "[\"plus\", \"less\"]"))
                .getFirst()
                .message())
        .contains("the model's classes are [plus, minus], but the task's are [plus, less]");
    assertThat(
            mistakes(
                    started(there).replace("\"features\": [\"x\", \"y\"]", "\"features\": [\"x\"]"))
                .getFirst()
                .message())
        .contains("an item must have 2 columns, but had 1");
    assertThatThrownBy(
            () ->
                mistakes(
                    started(there)
                        .replace("\"startFrom\"", "\"trainer\": \"random-forest\", \"startFrom\"")))
        .hasMessageContaining("is for logistic-regression and logistic-regression-words")
        .hasMessageContaining("random-forest");

    Path model = earlier().resolve("model.tribuo");
    byte[] whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length / 2));
    assertThat(mistakes(started(there)).getFirst().message()).contains("no complete Tribuo model");
    Files.write(model, whole);
    Path features = earlier().resolve("state/features.bin");
    byte[] space = Files.readAllBytes(features);
    space[4] = 9;
    Files.write(features, space);
    assertThat(mistakes(started(there)).getFirst().message())
        .contains("feature spaces are read in version 1, but this one has 9");
    space[4] = 1;
    space[space.length - 1] ^= 1;
    Files.write(features, space);
    assertThat(mistakes(started(there)).getFirst().message())
        .contains("the model belongs to the feature space");
  }
}
