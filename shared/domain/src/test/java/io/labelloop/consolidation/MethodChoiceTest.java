package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationFile;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.CampaignSchema;
import io.labelloop.campaign.ConsolidationSpec;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodChoiceTest {
  /** Three annotators, each of whom answers about so many items, of class 0 and 1 in turn. */
  private static AnnotationTable table(int items) {
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      for (int w = 0; w < 3; w++) {
        answers.add(
            new Annotation(new ItemId("i" + i), new AnnotatorId("w" + w), i % 2, Instant.EPOCH));
      }
    }
    return AnnotationTable.of(answers, 2);
  }

  @ParameterizedTest(name = "{0} answers each")
  @CsvSource({"9, one-coin, fewer than 5", "10, dawid-skene, at least 5"})
  void auto_withoutGold_goesByAnswersPerClass(int items, String method, String reason) {
    MethodChoice choice = MethodChoice.of("auto", table(items), GoldLabels.NONE);
    assertThat(choice.method().name()).isEqualTo(method);
    assertThat(choice.reason()).contains("gave " + items + " answers", reason);
    assertThat(choice.goldAccuracy()).isEmpty();
  }

  @Test
  void auto_withFiftyGoldItems_goesByThem() {
    AnnotationTable table = table(60);
    Map<ItemId, Integer> gold = new HashMap<>();
    for (int i = 0; i < 49; i++) {
      gold.put(new ItemId("i" + i), i % 2);
    }
    gold.put(new ItemId("unseen"), 0);
    assertThat(MethodChoice.of("auto", table, GoldLabels.of(gold)).goldAccuracy()).isEmpty();
    gold.put(new ItemId("i49"), 1);
    MethodChoice choice = MethodChoice.of("auto", table, GoldLabels.of(gold));
    // all are right: what the shape says stays
    assertThat(choice.method().name()).isEqualTo("dawid-skene");
    assertThat(choice.reason()).contains("50 gold items");
    assertThat(choice.goldAccuracy()).hasSize(7).containsEntry("mace", 1.0);
  }

  @Test
  void named_ofAName_takesIt() {
    assertThat(MethodChoice.of("glad", table(2), GoldLabels.NONE).method().name())
        .isEqualTo("glad");
    assertThatThrownBy(() -> MethodChoice.of("gald", table(2), GoldLabels.NONE))
        .hasMessageContaining("did you mean 'glad'?");
  }

  @Test
  void auto_onASetWhereTheStandardMethodFails_choosesAnother() {
    // 200 gold items of web: dawid-skene .753, mace .838
    AnnotationFile file = CrowdSets.file("web");
    Map<ItemId, Integer> truth = CrowdSets.truth("web", file);
    Map<ItemId, Integer> gold = new HashMap<>();
    truth.keySet().stream()
        .sorted(new SeededOrder(3, "gold"))
        .limit(200)
        .forEach(item -> gold.put(item, truth.getOrDefault(item, -1)));
    MethodChoice choice = MethodChoice.of("auto", file.table(), GoldLabels.of(gold));
    assertThat(choice.method().consolidate(file.table()).accuracy(truth).orElseThrow())
        .isGreaterThan(0.8);
  }

  @Test
  void campaignSchema_ofConsolidationMethods_hasAllNames() throws IOException {
    List<String> described = new ArrayList<>();
    CampaignSchema.at("/properties/consolidation/properties/method/enum")
        .forEach(name -> described.add(name.asText()));
    assertThat(described)
        .isEqualTo(ConsolidationSpec.METHODS)
        .contains(ConsolidationSpec.MODEL_PRIOR)
        .filteredOn(name -> !name.equals(ConsolidationSpec.MODEL_PRIOR))
        .containsExactlyInAnyOrderElementsOf(MethodChoice.names());
  }
}
