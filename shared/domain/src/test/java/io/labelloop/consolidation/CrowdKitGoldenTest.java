package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotationsReader;
import io.labelloop.pool.ItemId;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/* annotations.csv, expected.csv: crowd-kit 1.4.2 (numpy 2.4.6, pandas 2.3.3, Python 3.11); written by golden/generate.py */
class CrowdKitGoldenTest {
  // six digits are written of the votes; the fitted ones stop when their objective moves by less
  // than
  // 1e-5 per item, and crowd-kit's ran on to its optimum
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "majority-vote, 1e-6",
    "wawa, 1e-6",
    "zero-based-skill, 1e-6",
    "dawid-skene-ml, 0.005",
    "glad, 0.005",
    "mace, 0.005",
  })
  void consolidate_ofSimulatedAnswers_agreesWithCrowdKit(String name, double tolerance)
      throws IOException {
    AnnotationTable table;
    try (Reader csv = golden("annotations.csv")) {
      table = new AnnotationsReader(Instant.MAX).read(csv).table();
    }
    Map<ItemId, double[]> expected = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(golden("expected.csv"))) {
      for (NamedCsvRecord row : rows) {
        if (row.getField("method").equals(name)) {
          double[] posterior = new double[3];
          for (int c = 0; c < 3; c++) {
            posterior[c] = Double.parseDouble(row.getField("c" + c));
          }
          expected.put(new ItemId(row.getField("item")), posterior);
        }
      }
    }
    Consolidation result = ConsolidationMethods.named(name).consolidate(table);
    assertThat(result.labels()).hasSize(120).hasSameSizeAs(expected.keySet());
    for (ConsolidatedLabel label : result.labels()) {
      assertThat(label.posterior())
          .as("%s", label.item())
          .containsExactly(Objects.requireNonNull(expected.get(label.item())), within(tolerance));
    }
  }

  private static Reader golden(String file) {
    return new InputStreamReader(
        Objects.requireNonNull(CrowdKitGoldenTest.class.getResourceAsStream("golden/" + file)),
        StandardCharsets.UTF_8);
  }
}
