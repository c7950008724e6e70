package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.learning.Learners;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.Classifier;
import io.labelloop.model.CompiledScorer;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.JsonLine;
import io.labelloop.pool.PoolSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** A compiled scorer and Tribuo's own {@code predict}, from the same bytes. */
class CompiledScorerTest {
  // a half of a surrogate pair has no UTF-8; it comes as an escape
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final String[] UNUSUAL = {
    "",
    "\"",
    "\\",
    "/",
    "\b\f\n\r\t",
    "\u00e9",
    "\u4e2d\u6587",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "\u0130",
    "\u03a3\u039f\u03a6\u039f\u03a3",
    "\u2028",
    "qwertzuiop",
    "\u00a0",
    "a\u0301"
  };

  @ParameterizedTest
  @CsvSource({
    "text/trec.train.jsonl, logistic-regression",
    "text/trec.test.jsonl, logistic-regression",
    "text/subj.jsonl, logistic-regression",
    "text/sms.jsonl, logistic-regression",
    "text/sms.jsonl, logistic-regression-words"
  })
  void probabilities_ofEveryText_agreeWithTribuosOwnTo1e6(String file, String trainer)
      throws IOException {
    // the rest are texts without a known word
    assertThat(assertAgreement(RealData.texts(file), trainer, 600, item -> item))
        .isGreaterThan(.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/digits.csv", "tabular/pendigits.csv"})
  void probabilities_ofEveryRowOfNumbers_agreeWithTribuosOwnTo1e6(String file) throws IOException {
    assertThat(assertAgreement(RealData.columns(file), "logistic-regression", 600, item -> item))
        .isEqualTo(1);
  }

  @Test
  void probabilities_ofTextsWithUnusualCharacters_agreeWithTribuosOwnTo1e6() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    double compared =
        assertAgreement(
            RealData.texts("text/sms.jsonl"),
            "logistic-regression",
            600,
            content -> {
              var text = new StringBuilder(((ItemContent.Text) content).text());
              for (int i = 0; i < 6; i++) {
                text.insert(
                    random.nextInt(text.length() + 1), UNUSUAL[random.nextInt(UNUSUAL.length)]);
              }
              return new ItemContent.Text(text.toString());
            });
    assertThat(compared).isGreaterThan(.99);
  }

  @Test
  void probabilities_ofATextWithoutKnownWords_areThoseOfTheIntercepts() throws IOException {
    double compared =
        assertAgreement(
            RealData.texts("text/trec.test.jsonl"),
            "logistic-regression",
            200,
            content -> new ItemContent.Text("\u16a0\u16a1\u16a2 zzzzzzz"));
    assertThat(compared).isZero();
  }

  /** What becomes of an item before it is scored. */
  private interface Change {
    ItemContent of(ItemContent content);
  }

  private static double assertAgreement(RealData data, String trainer, int labels, Change change)
      throws IOException {
    Learner learner = Learners.named(trainer).orElseThrow();
    List<LabeledItem> items = data.items();
    FeatureSpace space =
        learner.fitFeatures(items.stream().limit(2_000).map(LabeledItem::item).toList());
    // from all over the file, which may be sorted by label
    List<LabeledVector> training =
        IntStream.range(0, labels)
            .mapToObj(i -> items.get((int) ((long) i * items.size() / labels)))
            .distinct()
            .map(
                item ->
                    new LabeledVector(
                        item.item().id(), space.vectorOf(item.item().content()), item.label()))
            .toList();
    Classifier model = learner.train(space, data.classes(), training, 1, Instant.EPOCH);
    Model<Label> tribuo =
        Model.deserializeFromStream(new ByteArrayInputStream(model.toBytes()))
            .castModel(Label.class);
    CompiledScorer.Scorer scorer = model.compile().orElseThrow().scorer();
    JsonLine line = JsonLine.of(schema(items.getFirst().item().content()));
    double[] row = new double[data.classes().size()];

    int compared = 0;
    for (LabeledItem item : items) {
      ItemContent content = change.of(item.item().content());
      byte[] bytes = bytes(item, content);
      assertThat(line.scan(bytes, 0, bytes.length)).isTrue();
      scorer.probabilities(line, row);
      Vector features = space.vectorOf(content);
      double[] exact = model.probabilities(features);
      ArrayExample<Label> example = new ArrayExample<>(new Label(data.classes().name(0)));
      features.forEach(
          (index, value) -> example.add(new Feature(String.format("%010d", index), value)));
      for (int k = 0; k < row.length; k++) {
        assertThat(row[k]).isCloseTo(exact[k], within(CompiledScorer.TOLERANCE));
      }
      // Tribuo refuses to predict an example without a feature that its model has
      if (knows(tribuo, example)) {
        Prediction<Label> expected = tribuo.predict(example);
        for (int k = 0; k < row.length; k++) {
          Label score =
              Objects.requireNonNull(expected.getOutputScores().get(data.classes().name(k)));
          assertThat(row[k]).isCloseTo(score.getScore(), within(1e-6));
        }
        compared++;
      }
    }
    assertThat(items).hasSizeGreaterThan(400);
    return (double) compared / items.size();
  }

  private static boolean knows(Model<Label> tribuo, ArrayExample<Label> example) {
    for (Feature feature : example) {
      if (tribuo.getFeatureIDMap().get(feature.getName()) != null) {
        return true;
      }
    }
    return false;
  }

  private static PoolSchema schema(ItemContent content) {
    ContentColumns columns =
        switch (content) {
          case ItemContent.Text text -> new ContentColumns.TextColumn("text");
          case ItemContent.Features features ->
              new ContentColumns.EmbeddingColumn("values", features.values().size());
          case ItemContent.Tokens tokens -> new ContentColumns.TokensColumn("tokens");
        };
    return new PoolSchema("id", columns, 1_000_000);
  }

  private static byte[] bytes(LabeledItem item, ItemContent content) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("label", item.label());
    switch (content) {
      case ItemContent.Text text -> json.put("text", text.text());
      case ItemContent.Features features -> {
        var values = new ArrayList<Double>();
        for (double value : features.values().toArray()) {
          values.add(value);
        }
        values.forEach(json.putArray("values")::add);
      }
      case ItemContent.Tokens tokens ->
          throw new IllegalArgumentException("sentences have no class");
    }
    json.put("id", item.item().id().value());
    return JSON.writeValueAsBytes(json);
  }
}
