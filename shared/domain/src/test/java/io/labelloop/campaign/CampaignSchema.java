package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The published schema of campaign files, for tests that hold it to the reader. */
public final class CampaignSchema {
  private CampaignSchema() {}

  /** What stands at a JSON pointer. */
  public static JsonNode at(String pointer) throws IOException {
    return new ObjectMapper()
        .readTree(
            Files.readString(
                Path.of(
                    System.getProperty("labelloop.root", "."),
                    "infra/schemas/campaign.schema.json")))
        .at(pointer);
  }

  /** The fields that it describes at a JSON pointer. */
  static Set<String> fields(String pointer) throws IOException {
    Set<String> described = new TreeSet<>();
    at(pointer).fieldNames().forEachRemaining(described::add);
    return described;
  }

  /**
   * The fields that the reader knows, which it lists when it meets one that it does not.
   *
   * @param reading of a file with a field {@code zzz}
   */
  static Set<String> knownToTheReader(CampaignSpecReader.Reading reading) {
    Finding unknown =
        ((CampaignSpecReader.Reading.Invalid) reading)
            .mistakes().stream()
                .filter(mistake -> mistake.pointer().endsWith("/zzz"))
                .findFirst()
                .orElseThrow();
    return new TreeSet<>(List.of(unknown.message().replaceFirst(".*there are ", "").split(", ")));
  }
}
