package io.labelloop.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.labelloop.model.CompiledScorer;
import io.labelloop.pool.LineScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times the parts of scoring, in nanoseconds an item: what no scorer can be faster than (bytes out
 * of memory; a parser of somebody else that does nothing with what it finds), finding an item in a
 * line, and finding and scoring it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(PartsInput.ITEMS)
public class PartsBenchmark {
  private static final JsonFactory JACKSON = new JsonFactory();

  @Benchmark
  public long memory(PartsInput input) {
    ByteBuffer bytes = ByteBuffer.wrap(input.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    long sum = 0;
    for (int i = 0; i + Long.BYTES <= bytes.limit(); i += Long.BYTES) {
      sum += bytes.getLong(i);
    }
    return sum;
  }

  /** Jackson's parser for JSON, FastCSV and {@link Double#parseDouble} for CSV. */
  @Benchmark
  public double parserOfOthers(PartsInput input) {
    try {
      return input.isCsv() ? fastCsv(input) : jackson(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double jackson(PartsInput input) throws IOException {
    double sum = 0;
    try (JsonParser parser = JACKSON.createParser(input.bytes())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric()) {
          sum += parser.getDoubleValue();
        } else if (token == JsonToken.VALUE_STRING) {
          sum += parser.getTextLength();
        }
      }
    }
    return sum;
  }

  private static double fastCsv(PartsInput input) throws IOException {
    double sum = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(input.text())) {
      for (CsvRecord record : reader) {
        for (int i = 1; i < record.getFieldCount(); i++) {
          sum += Double.parseDouble(record.getField(i));
        }
      }
    }
    return sum;
  }

  @Benchmark
  public int scan(PartsInput input) {
    LineScanner line = input.scanner();
    int sure = 0;
    for (int i = 0; i < PartsInput.ITEMS; i++) {
      sure += line.scan(input.bytes(), input.from(i), input.to(i)) ? 1 : 0;
    }
    return sure;
  }

  @Benchmark
  public double scanAndScore(PartsInput input) {
    LineScanner line = input.scanner();
    CompiledScorer.Scorer scorer = input.scorer();
    double[] row = input.row();
    double sum = 0;
    for (int i = 0; i < PartsInput.ITEMS; i++) {
      if (line.scan(input.bytes(), input.from(i), input.to(i))) {
        scorer.probabilities(line, row);
        sum += row[0];
      }
    }
    return sum;
  }
}
