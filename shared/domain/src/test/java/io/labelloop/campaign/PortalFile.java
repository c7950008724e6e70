package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Campaign files about the portal, for the tests of its readers. */
final class PortalFile {
  private PortalFile() {}

  /**
   * Reads a campaign file.
   *
   * @param taskAndPool these two fields
   * @param portal the portal's section, or nothing
   */
  static CampaignSpecReader.Reading read(String taskAndPool, String portal) {
    String file =
        "{"
            + taskAndPool
            + ", \"stop\": {\"maxRounds\": 3},"
            + " \"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\""
            + (portal.isEmpty() ? "" : ", \"portal\": {" + portal + "}")
            + "}}";
    return read(file);
  }

  /** Reads a campaign file with a name of each kind. */
  static CampaignSpecReader.Reading read(String file) {
    return new CampaignSpecReader(
            new KnownNames(
                List.of("margin-cluster"),
                List.of("typical"),
                List.of("logistic-regression"),
                List.of("mnlp"),
                List.of("crf")))
        .read(file.getBytes(StandardCharsets.UTF_8), "campaign.json");
  }

  /** The portal's section of a file without a mistake. */
  static PortalSpec valid(String taskAndPool, String portal) {
    CampaignSpecReader.Reading reading = read(taskAndPool, portal);
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) reading).spec().workforce().portal().orElseThrow();
  }
}
