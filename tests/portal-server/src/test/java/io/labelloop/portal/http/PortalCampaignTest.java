package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A campaign whose answers come over HTTP ends as the same campaign does with simulated people. */
class PortalCampaignTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ITEMS = 240;

  private final Map<List<Double>, String> truth = new HashMap<>();

  /** Two clouds of points, each with its class. */
  private void writePool(Path file) throws IOException {
    var random = new Random(11);
    var lines = new ArrayList<String>(List.of("id,x,y,label"));
    for (int i = 0; i < ITEMS; i++) {
      String label = i % 2 == 0 ? "a" : "b";
      double shift = i % 2 == 0 ? -1.5 : 1.5;
      double x = Math.round((random.nextGaussian() + shift) * 1e4) / 1e4;
      double y = Math.round(random.nextGaussian() * 1e4) / 1e4;
      lines.add(String.format(Locale.ROOT, "i%03d,%s,%s,%s", i, x, y, label));
      truth.put(List.of(x, y), label);
    }
    Files.write(file, lines);
  }

  private static Path writeCampaign(Path folder, String name, String workforce) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".json"),
        "{\"name\": \"points\", \"task\": {\"labels\": [\"a\", \"b\"]},"
            + " \"pool\": {\"location\": \"pool.csv\", \"id\": \"id\", \"features\": [\"x\", \"y\"]},"
            + " \"query\": {\"batchSize\": 10}, \"certification\": {\"size\": 30},"
            + " \"workforce\": {"
            + workforce
            + ", \"pricePerAnnotation\": \"0.04 USD\", \"annotationsPerItem\": 1},"
            + " \"stop\": {\"maxRounds\": 3, \"budget\": \"80 USD\"}, \"seed\": 5}");
  }

  /** Answers with the truth until a number of answers is sent, or the portal is gone. */
  private void label(PortalClient client, AtomicInteger left) {
    try {
      while (left.get() > 0) {
        JsonNode items = client.call("POST", "/next", "{\"want\": 1}").get("items");
        if (items.isEmpty()) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
        for (JsonNode item : items) {
          var values = new ArrayList<Double>();
          item.at("/content/rows").forEach(row -> values.add(row.get("value").asDouble()));
          if (left.getAndDecrement() > 0) {
            JsonNode unused =
                client.call(
                    "PUT",
                    "/answers/" + item.get("assignment").asText(),
                    "{\"answer\": {\"label\": \"" + truth.get(values) + "\"}}");
          }
        }
      }
    } catch (IOException | InterruptedException e) {
      // the campaign has ended, and the portal with it
    }
  }

  private void labelTogether(CampaignProcess run, AtomicInteger left) throws Exception {
    var threads = new ArrayList<Thread>();
    for (String name : List.of("Ann", "Ben", "Cy")) {
      PortalClient client = run.join(name);
      threads.add(Thread.ofPlatform().start(() -> label(client, left)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void run_ofAPortalCampaignThatWasKilledInBetween_endsAsWithSimulatedAnnotators(
      @TempDir Path folder) throws Exception {
    writePool(folder.resolve("pool.csv"));
    Path simulated =
        writeCampaign(
            folder,
            "simulated",
            "\"type\": \"simulated\", \"truth\": \"label\", \"annotators\": [{\"count\": 3, \"accuracy\": 1.0}]");
    Path portal = writeCampaign(folder, "portal", "\"type\": \"portal\"");
    Path simulatedRun = folder.resolve("simulated");
    Path portalRun = folder.resolve("portal");
    try (var run = new CampaignProcess(simulated, simulatedRun)) {
      assertThat(run.end()).as("%s", run.said()).isZero();
    }
    var neverMind = new AtomicBoolean();
    try (var run = new CampaignProcess(portal, portalRun)) {
      labelTogether(run, new AtomicInteger(23));
      neverMind.set(run.isAlive());
    }
    assertThat(neverMind).isTrue();
    try (var run = new CampaignProcess(portal, portalRun)) {
      labelTogether(run, new AtomicInteger(ITEMS));
      assertThat(run.end()).as("%s", run.said()).isZero();
    }
    assertThat(batches(portalRun)).hasSize(3).isEqualTo(batches(simulatedRun));
    assertThat(labels(portalRun)).isEqualTo(labels(simulatedRun));
    assertThat(summary(portalRun)).isEqualTo(summary(simulatedRun));
  }

  private static Map<String, String> batches(Path run) throws IOException {
    Map<String, String> batches = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(f -> f.endsWith("batch.jsonl")).toList()) {
        batches.put(run.relativize(file).toString(), Files.readString(file));
      }
    }
    return batches;
  }

  private static Map<String, String> labels(Path run) throws IOException {
    Map<String, String> labels = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      Path file = files.filter(f -> f.endsWith("labels.jsonl")).findFirst().orElseThrow();
      for (String line : Files.readAllLines(file)) {
        JsonNode label = JSON.readTree(line);
        labels.put(
            label.get("id").asText(), label.get("label").asText() + " " + label.get("stream"));
      }
    }
    return labels;
  }

  private static List<String> summary(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      JsonNode summary =
          JSON.readTree(
              files.filter(f -> f.endsWith("summary.json")).findFirst().orElseThrow().toFile());
      return List.of(
          summary.get("outcome").asText(),
          summary.get("rounds").asText(),
          summary.get("annotations").asText(),
          summary.get("spent").toString(),
          summary.get("curve").toString());
    }
  }
}
