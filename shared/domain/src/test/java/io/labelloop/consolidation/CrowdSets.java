package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.labelloop.annotation.AnnotationFile;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotationsReader;
import io.labelloop.pool.ItemId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The public crowd sets, read where they lie; see the environment variable LABELLOOP_DATA. */
final class CrowdSets {
  private CrowdSets() {}

  static AnnotationTable table(String set) {
    return file(set).table();
  }

  static AnnotationFile file(String set) {
    try (Reader csv = Files.newBufferedReader(folder(set).resolve("label.csv"))) {
      return new AnnotationsReader(Instant.MAX).read(csv);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Map<ItemId, Integer> truth(String set, AnnotationFile file) {
    Map<ItemId, Integer> truth = new HashMap<>();
    try (var csv = CsvReader.builder().ofNamedCsvRecord(folder(set).resolve("truth.csv"))) {
      csv.forEach(
          row ->
              truth.put(
                  new ItemId(row.getField("item")),
                  file.labels().indexOf(row.getField("truth")).orElseThrow()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(truth).isNotEmpty();
    return truth;
  }

  private static Path folder(String set) {
    Path data =
        Optional.ofNullable(System.getenv("LABELLOOP_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("labelloop.root"), "../shared/data"));
    Path folder = data.resolve("crowd").resolve(set);
    assertThat(folder).as("crowd set; LABELLOOP_DATA says where the data lies").isDirectory();
    return folder;
  }
}
