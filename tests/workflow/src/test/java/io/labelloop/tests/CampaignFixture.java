package io.labelloop.tests;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A small campaign: two clusters of numbers that a model learns in a few rounds. */
final class CampaignFixture {
  static final StepListener SILENT =
      new StepListener() {
        @Override
        public void started(String step) {}

        @Override
        public void finished(String step, Record output) {}
      };

  private CampaignFixture() {}

  /**
   * Lines of JSON with two numbers each; the class is the sign of their sum, with a gap between.
   */
  static List<String> pool(int items) {
    var random = new Random(1);
    var lines = new ArrayList<String>();
    for (int i = 0; i < items; i++) {
      double centre = i % 2 == 0 ? 1 : -1;
      lines.add(
          "{\"id\":\"item-%04d\",\"x\":%.4f,\"y\":%.4f,\"label\":\"%s\"}"
              .formatted(
                  i,
                  centre + 0.6 * random.nextGaussian(),
                  centre + 0.6 * random.nextGaussian(),
                  i % 2 == 0 ? "plus" : "minus"));
    }
    return lines;
  }

  static String campaignJson(String stop, String more) {
    return """
        {"task": {"labels": ["plus", "minus"], "question": "Which sign?"},
         "pool": {"location": "pool/", "features": ["x", "y"]%s},
         "query": {"batchSize": 10, "seedSet": {"size": 10}},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 4, "accuracy": 0.95}, {"count": 1, "accuracy": 0.4}],
           "annotationsPerItem": {"min": 2, "max": 3}},
         "stop": %s, "seed": 11}
        """
        .formatted(more, stop);
  }

  /** Writes a campaign and its pool, split into files, and returns the campaign file. */
  static Path write(Path folder, String campaignJson, List<List<String>> files) throws IOException {
    Files.createDirectories(folder.resolve("pool"));
    for (int i = 0; i < files.size(); i++) {
      Files.writeString(
          folder.resolve("pool/part-" + i + ".jsonl"), String.join("\n", files.get(i)) + "\n");
    }
    return Files.writeString(folder.resolve("campaign.json"), campaignJson);
  }

  static CampaignSpec spec(Path campaignFile) throws IOException {
    var reading =
        new CampaignSpecReader(LocalRegistries.KNOWN_NAMES)
            .read(Files.readAllBytes(campaignFile), campaignFile.toString());
    return switch (reading) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new IllegalArgumentException(invalid.mistakes().toString());
    };
  }

  static LocalEngine.Ended run(Path campaignFile, Path workspace, int threads) throws IOException {
    return run(campaignFile, workspace, threads, UnaryOperator.identity());
  }

  static LocalEngine.Ended run(
      Path campaignFile, Path workspace, int threads, UnaryOperator<ObjectStore> around)
      throws IOException {
    CampaignSpec spec = spec(campaignFile);
    try (LocalWorkspace opened =
        LocalWorkspace.prepare(
            workspace,
            new CampaignId("small"),
            campaignFile,
            Files.readAllBytes(campaignFile),
            spec,
            around)) {
      return LocalEngine.of(opened, spec, SILENT, threads).run();
    }
  }

  /** Every document of a workspace, by its path. */
  static Map<String, String> documents(Path workspace) throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(workspace.resolve("campaigns"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        documents.put(
            workspace.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return documents;
  }
}
