package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.ConsolidationMethods;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consolidation with a model's out-of-fold predictions as priors, in a whole campaign. */
class ModelPriorCampaignTest {
  private static final int ROUNDS = 4;

  @TempDir private Path folder = Path.of("");

  /** Doubtful answers: without a model many labels are wrong, and the model knows better. */
  private Path campaign(String accuracy) throws IOException {
    String json =
        campaignJson("{\"accuracy\": {\"target\": 0.99}, \"maxRounds\": " + ROUNDS + "}", "")
            .replace("\"accuracy\": 0.95}", "\"accuracy\": " + accuracy + "}")
            .replace(
                "\"seed\": 11",
                "\"consolidation\": {\"method\": \"dawid-skene-model-prior\"}, \"seed\": 11");
    return write(
        folder, json.replace("\"count\": 1, ", "\"silentShare\": 1, "), List.of(pool(300)));
  }

  private <T> List<T> lines(LocalWorkspace workspace, String key, Class<T> type) {
    return workspace
        .objects()
        .get(key)
        .map(ObjectStore.StoredObject::content)
        .map(content -> JsonCodec.readLines(content, type))
        .orElse(List.of());
  }

  @Test
  void run_withAModelAsPrior_changesLabelsThatTeachAndNoneThatCertifies() throws IOException {
    assertThat(run(campaign("0.75"), folder.resolve("ws"), 2))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      Map<ItemId, Stream> streams = new HashMap<>();
      List<Annotation> answers = new ArrayList<>();
      List<ConsolidatedLabels> made = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        lines(workspace, workspace.keys().batch(round), BatchItem.class)
            .forEach(item -> streams.put(item.id(), item.stream()));
        for (int wave = 1; wave <= 20; wave++) {
          answers.addAll(
              lines(workspace, workspace.keys().annotations(round, wave), Annotation.class));
          workspace
              .objects()
              .get(workspace.keys().consolidation(round, wave))
              .map(object -> JsonCodec.read(object.content(), ConsolidatedLabels.class))
              .ifPresent(made::add);
        }
      }
      ConsolidatedLabels latest = made.getLast();
      assertThat(latest.method()).isEqualTo("dawid-skene-model-prior");
      assertThat(latest.suspended()).isEmpty();

      // what the answers alone come to, by nothing but them
      Map<ItemId, ConsolidatedLabel> alone = new HashMap<>();
      ReviewedConsolidation.of(
              ConsolidationMethods.standard().name(),
              AnnotationTable.of(answers, 2),
              GoldLabels.NONE)
          .consolidation()
          .labels()
          .forEach(label -> alone.put(label.item(), label));
      int certification = 0;
      int changed = 0;
      for (ConsolidatedLabels.Label label : latest.labels()) {
        ConsolidatedLabel plain = Objects.requireNonNull(alone.get(label.item()));
        boolean same = plain.label() == label.label() && plain.confidence() == label.confidence();
        if (streams.get(label.item()) == Stream.CERTIFICATION) {
          assertThat(same).as("label of %s", label.item()).isTrue();
          certification++;
        } else {
          changed += same ? 0 : 1;
        }
      }
      assertThat(certification).isGreaterThan(50);
      // all items of rounds 2 to 4 have a prediction: 30
      assertThat(changed).isGreaterThan(20);
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
    }
  }
}
