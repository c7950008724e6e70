package io.labelloop.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SpreadsheetRowTest {
  @Test
  void of_textsThatASpreadsheetWouldRun_putsAnApostropheBefore() {
    assertThat(SpreadsheetRow.of("=1+1", "+cmd", "-2", "@SUM(A1)", "\t=x", "\r=x"))
        .isEqualTo("\"'=1+1\",\"'+cmd\",\"'-2\",\"'@SUM(A1)\",\"'\t=x\",\"'\r=x\"\n");
    assertThat(SpreadsheetRow.of("a=1", "", "x-y")).isEqualTo("\"a=1\",\"\",\"x-y\"\n");
  }

  @Test
  void of_numbers_leavesThemNumbers() {
    assertThat(SpreadsheetRow.of(3, new BigDecimal("-0.500000"))).isEqualTo("3,-0.500000\n");
  }

  @Test
  void of_quotesCommasAndLineBreaks_isReadBackAsItWas() {
    var read = CsvReader.builder().ofCsvRecord(SpreadsheetRow.of("a \"b\", c", "d\ne", "ü"));
    assertThat(read.iterator().next().getFields()).containsExactly("a \"b\", c", "d\ne", "ü");
  }
}
