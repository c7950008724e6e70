package io.labelloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.learning.Learners;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.Classifier;
import io.labelloop.model.CompiledScorer;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolObject;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.PoolSchema;
import io.labelloop.pool.RangeSource;
import io.labelloop.pool.Shard;
import io.labelloop.pool.ShardPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real data as Parquet, scored from columns and read row by row. */
class ParquetScoringTest {
  private static final int ROWS_OF_A_GROUP = 700;
  // every so manieth row is spoiled
  private static final int BAD = 50;

  @ParameterizedTest
  @ValueSource(strings = {"text/trec.train.jsonl", "text/subj.jsonl", "text/sms.jsonl"})
  void read_ofTexts_scoresAsTheReaderOfRowsDoes(String file) throws IOException {
    RealData data = RealData.texts(file);
    List<LabeledItem> items = data.items();
    byte[] parquet =
        new ParquetWriter()
            .texts("id", row -> Optional.of(id(items, row)))
            .texts(
                "text",
                row ->
                    row % BAD == 7
                        ? Optional.empty()
                        : Optional.of(
                            row % BAD == 8 ? new byte[] {' ', 'a', (byte) 0xff} : text(items, row)))
            .write(items.size(), ROWS_OF_A_GROUP);

    assertSame(data, parquet, new ContentColumns.TextColumn("text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/digits.csv", "tabular/pendigits.csv"})
  void read_ofColumnsOfNumbers_scoresAsTheReaderOfRowsDoes(String file) throws IOException {
    RealData data = RealData.columns(file);
    List<LabeledItem> items = data.items();
    int size = numbers(items, 0).size();
    List<String> names = IntStream.range(0, size).mapToObj(i -> "x" + i).toList();
    var writer = new ParquetWriter().texts("id", row -> Optional.of(id(items, row)));
    for (int i = 0; i < size; i++) {
      int column = i;
      writer.numbers(
          "x" + i,
          row ->
              row % BAD == 7 && column == 3
                  ? Optional.empty()
                  : Optional.of(
                      row % BAD == 8 && column == 4
                          ? Double.NaN
                          : numbers(items, row).get(column)));
    }

    assertSame(
        data,
        writer.write(items.size(), ROWS_OF_A_GROUP),
        new ContentColumns.FeatureColumns(names));
  }

  @Test
  void read_ofLists_scoresAsTheReaderOfRowsDoes() throws IOException {
    RealData data = RealData.columns("images/digits.csv");
    List<LabeledItem> items = data.items();
    byte[] parquet =
        new ParquetWriter()
            .texts("id", row -> Optional.of(id(items, row)))
            .lists(
                "v",
                row ->
                    switch (row % BAD) {
                      case 7 -> Optional.empty();
                      case 8 -> Optional.of(List.of());
                      case 9 -> Optional.of(List.of(Optional.of(1.0), Optional.empty()));
                      default -> Optional.of(list(numbers(items, row), row % BAD == 10));
                    })
            .write(items.size(), ROWS_OF_A_GROUP);

    assertSame(data, parquet, new ContentColumns.EmbeddingColumn("v", numbers(items, 0).size()));
  }

  private static byte[] id(List<LabeledItem> items, int row) {
    return items.get(row).item().id().value().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] text(List<LabeledItem> items, int row) {
    return ((ItemContent.Text) items.get(row).item().content())
        .text()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static DenseVector numbers(List<LabeledItem> items, int row) {
    return ((ItemContent.Features) items.get(row).item().content()).values();
  }

  private static List<Optional<Double>> list(DenseVector values, boolean gap) {
    List<Optional<Double>> list = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      list.add(gap && i == 2 ? Optional.empty() : Optional.of(values.get(i)));
    }
    return list;
  }

  private static void assertSame(RealData data, byte[] parquet, ContentColumns content) {
    Learner learner = Learners.named("logistic-regression").orElseThrow();
    FeatureSpace space =
        learner.fitFeatures(data.items().stream().limit(1_000).map(LabeledItem::item).toList());
    List<LabeledVector> training =
        IntStream.range(0, 400)
            .mapToObj(i -> data.items().get((int) ((long) i * data.items().size() / 400)))
            .distinct()
            .map(
                item ->
                    new LabeledVector(
                        item.item().id(), space.vectorOf(item.item().content()), item.label()))
            .toList();
    Classifier model = learner.train(space, data.classes(), training, 1, Instant.EPOCH);
    CompiledScorer.Scorer scorer = model.compile().orElseThrow().scorer();
    var schema = new PoolSchema("id", content, 1_000_000);
    RangeSource source =
        (key, start, end) ->
            new ByteArrayInputStream(
                Arrays.copyOfRange(parquet, (int) start, (int) Math.min(end, parquet.length)));
    List<Shard> shards =
        ShardPlan.of(List.of(new PoolObject("pool.parquet", parquet.length)), 1, source);
    assertThat(shards).hasSizeGreaterThan(1);
    var reader = new PoolReader(source, schema, DuplicateIds.NONE);

    Map<String, double[]> exact = new LinkedHashMap<>();
    List<String> rejects = new ArrayList<>();
    Map<String, double[]> scored = new LinkedHashMap<>();
    List<String> rejectsBeside = new ArrayList<>();
    int[] unsure = new int[1];
    long rows = 0;
    for (Shard shard : shards) {
      rows +=
          reader.read(
              shard,
              line -> {
                switch (line) {
                  case PoolLine.Accepted accepted -> put(exact, accepted, model, space);
                  case PoolLine.Rejected bad -> rejects.add(shard.index() + " " + bad.line());
                }
              });
      reader.read(
          shard,
          line -> {
            double[] row = new double[data.classes().size()];
            scorer.probabilities(line, row);
            String id =
                new String(
                    line.bytes(),
                    line.idFrom(),
                    line.idTo() - line.idFrom(),
                    StandardCharsets.US_ASCII);
            scored.put(id, row);
            return false;
          },
          line -> {
            switch (line) {
              case PoolLine.Accepted accepted -> {
                unsure[0]++;
                put(scored, accepted, model, space);
              }
              case PoolLine.Rejected bad -> rejectsBeside.add(shard.index() + " " + bad.line());
            }
          });
    }

    assertThat(rows).isEqualTo(data.items().size());
    assertThat(rejectsBeside).isEqualTo(rejects);
    assertThat(rejects).hasSizeGreaterThan(data.items().size() / BAD - 1);
    assertThat(scored.keySet()).containsExactlyElementsOf(exact.keySet());
    exact.forEach(
        (id, row) ->
            assertThat(Objects.requireNonNull(scored.get(id)))
                .containsExactly(row, within(CompiledScorer.TOLERANCE)));
    assertThat(unsure[0]).isLessThanOrEqualTo(data.items().size() / BAD + 1);
  }

  private static void put(
      Map<String, double[]> rows, PoolLine.Accepted line, Classifier model, FeatureSpace space) {
    Item item = line.item();
    rows.put(item.id().value(), model.probabilities(space.vectorOf(item.content())));
  }
}
