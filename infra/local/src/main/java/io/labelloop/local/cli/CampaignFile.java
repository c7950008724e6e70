package io.labelloop.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.StrategySpec;
import io.labelloop.local.LocalRegistries;
import io.labelloop.workflow.step.InvalidCampaignException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A campaign file that has no mistakes.
 *
 * @param path absolute
 * @param bytes the file as it is
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the reader to the store, changed by nobody
record CampaignFile(Path path, byte[] bytes, CampaignSpec spec, List<Finding> warnings) {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /**
   * The strategy that the file would ask for if its query section named another one.
   *
   * @throws WrongInputException with what a campaign file could not say so
   */
  StrategySpec withStrategy(JsonNode strategy) {
    byte[] changed;
    try {
      ObjectNode file = (ObjectNode) JSON.readTree(bytes);
      file.withObject("/query").set("strategy", strategy);
      changed = JSON.writeValueAsBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // whether it fits the trainers is another question: there may be others than the file's
    KnownNames names = LocalRegistries.KNOWN_NAMES;
    return switch (new CampaignSpecReader(
            new KnownNames(
                names.strategies(),
                names.seedSets(),
                names.trainers(),
                names.sequenceStrategies(),
                names.sequenceTrainers(),
                names.fit().forEveryStrategy()))
        .read(changed, "--strategies")) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec().query().strategy();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new WrongInputException(
              invalid.mistakes().stream()
                  .map(mistake -> "--strategies: " + mistake)
                  .collect(Collectors.joining("\n")));
    };
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
