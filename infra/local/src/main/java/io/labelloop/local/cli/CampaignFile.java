package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.local.LocalRegistries;
import io.labelloop.workflow.step.InvalidCampaignException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A campaign file that has no mistakes.
 *
 * @param path absolute
 * @param bytes the file as it is
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the reader to the store, changed by nobody
record CampaignFile(Path path, byte[] bytes, CampaignSpec spec, List<Finding> warnings) {

  /** What a check found: the file if it is right, its mistakes if not. */
  record Checked(Optional<CampaignFile> valid, List<Finding> mistakes, List<Finding> warnings) {}

  /** Reads a campaign file, and names all of its mistakes. */
  static Checked check(Path campaign) {
    Path path = campaign.toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw new WrongInputException(
          "there is no campaign file '" + campaign + "'; give the path of a campaign.json");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES)
        .read(bytes, campaign.toString())) {
      case CampaignSpecReader.Reading.Valid valid ->
          new Checked(
              Optional.of(new CampaignFile(path, bytes, valid.spec(), valid.warnings())),
              List.of(),
              valid.warnings());
      case CampaignSpecReader.Reading.Invalid invalid ->
          new Checked(Optional.empty(), invalid.mistakes(), List.of());
    };
  }

  /**
   * Reads a campaign file.
   *
   * @throws InvalidCampaignException with all mistakes
   */
  static CampaignFile read(Path campaign) {
    Checked checked = check(campaign);
    return checked
        .valid()
        .orElseThrow(() -> new InvalidCampaignException(campaign.toString(), checked.mistakes()));
  }

  /** The campaign's id: the name that the file gives, or one made of folder and file name. */
  CampaignId id() {
    return spec.name()
        .orElseGet(
            () ->
                CampaignId.fromFile(
                    Optional.ofNullable(path.getParent())
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .orElse("campaign"),
                    path.getFileName().toString()));
  }

  /** Where the campaign's documents lie unless a person says otherwise. */
  Path defaultWorkspace(Path workingDirectory) {
    return workingDirectory.resolve("labelloop-runs").resolve(id().value());
  }
}
