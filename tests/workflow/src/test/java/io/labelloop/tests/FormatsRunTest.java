package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool is the same in every format, and so are the labels that come of it. */
class FormatsRunTest {
  private static final String STOP = "{\"maxRounds\": 3}";

  @TempDir private Path folder = Path.of("");

  private Path campaign(String file, byte[] content) throws IOException {
    Path home = folder.resolve(file);
    Files.createDirectories(home.resolve("pool"));
    Files.write(home.resolve("pool/" + file), content);
    return Files.writeString(home.resolve("campaign.json"), campaignJson(STOP, ""));
  }

  private Path document(String file, String name) {
    return folder.resolve(file).resolve("work/campaigns/small").resolve(name);
  }

  private List<LabelLine> labels(String file, byte[] content) throws IOException {
    run(campaign(file, content), folder.resolve(file).resolve("work"), 2);
    return JsonCodec.readLines(Files.readAllBytes(document(file, "labels.jsonl")), LabelLine.class);
  }

  private static byte[] csv(List<String> lines) throws IOException {
    var text = new StringBuilder("label,y,x,id\n");
    for (String line : lines) {
      JsonNode item = JsonCodec.mapper().readTree(line);
      text.append(item.get("label").asText() + "," + item.get("y") + "," + item.get("x") + ",");
      text.append('"').append(item.get("id").asText()).append("\"\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] packed(byte[] content, boolean zstd) throws IOException {
    Path file = Files.createTempFile(folder, "packed", "");
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packing =
            zstd ? new ZstdOutputStreamNoFinalizer(out) : new GZIPOutputStream(out)) {
      packing.write(content);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void run_ofOnePoolInEveryFormat_givesTheSameLabels() throws IOException {
    List<String> lines = pool(120);
    byte[] plain = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);

    List<LabelLine> expected = labels("pool.jsonl", plain);

    assertThat(expected).hasSizeGreaterThan(20);
    assertThat(labels("pool.jsonl.zst", packed(plain, true))).isEqualTo(expected);
    assertThat(labels("pool.ndjson.gz", packed(plain, false))).isEqualTo(expected);
    assertThat(labels("pool.manifest", plain)).isEqualTo(expected);
    assertThat(labels("pool.csv.zst", packed(csv(lines), true))).isEqualTo(expected);
  }

  @Test
  void labels_readBackFromEveryFile_areTheSame() throws IOException {
    var hostile = new ArrayList<String>();
    for (String line : pool(40)) {
      hostile.add(line.replace("\"id\":\"item-", "\"id\":\"=HYPERLINK(\\\"a,b\\\")-"));
    }
    List<LabelLine> labels =
        labels("pool.jsonl", String.join("\n", hostile).getBytes(StandardCharsets.UTF_8));

    Map<String, String> expected = new TreeMap<>();
    labels.forEach(line -> expected.put(line.id().value(), line.label()));
    assertThat(expected.keySet()).allMatch(id -> id.startsWith("=HYPERLINK("));

    Map<String, String> fromCsv = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(document("pool.jsonl", "labels.csv"))) {
      for (NamedCsvRecord record : reader) {
        String id = record.getField("id");
        assertThat(id).startsWith("'=");
        fromCsv.put(id.substring(1), record.getField("label"));
      }
    }
    assertThat(fromCsv).isEqualTo(expected);

    Map<String, String> fromManifest = new TreeMap<>();
    for (String line : Files.readAllLines(document("pool.jsonl", "labels.manifest"))) {
      JsonNode item = JsonCodec.mapper().readTree(line);
      assertThat(List.of("plus", "minus").get(item.get("label").asInt()))
          .isEqualTo(item.at("/label-metadata/class-name").asText());
      fromManifest.put(item.get("id").asText(), item.at("/label-metadata/class-name").asText());
    }
    assertThat(fromManifest).isEqualTo(expected);
  }
}
