package io.labelloop.local;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.PoolSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.learning.Trainers;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.workflow.document.CampaignKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model that a campaign left, with what it takes to use it: the campaign's feature space, and the
 * columns of its pool.
 */
public record StoredModel(Path file, Classifier model, FeatureSpace features, PoolSpec pool) {
  private static final CampaignKeys KEYS = new CampaignKeys("/");

  /**
   * Reads a model.
   *
   * @param path a {@code model.tribuo} within its campaign's folder, or a folder with one campaign,
   *     whose latest model is meant
   * @throws IllegalArgumentException if there is none, or it is of another kind
   */
  public static StoredModel read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? latest(path) : path;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no model '" + path + "'");
    }
    Path campaign = campaignOf(file);
    CampaignSpec spec = spec(inside(campaign, KEYS.spec()));
    if (spec.task().type() != TaskType.CLASSIFICATION) {
      throw new IllegalArgumentException(
          file + " tags the words of sentences; only models of classification campaigns score");
    }
    Learner learner = Trainers.classLearner(spec.model().trainer());
    try {
      FeatureSpace features =
          learner.readFeatures(Files.readAllBytes(inside(campaign, KEYS.features())));
      Classifier model = learner.read(features, spec.task().labels(), Files.readAllBytes(file));
      return new StoredModel(file, model, features, spec.pool());
    } catch (UnreadableModelException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Path inside(Path campaign, String key) {
    return campaign.resolve(key.substring(KEYS.prefix().length()));
  }

  private static Path campaignOf(Path model) {
    Optional<Path> folder = Optional.ofNullable(model.toAbsolutePath().normalize().getParent());
    while (folder.isPresent()) {
      if (Files.isRegularFile(inside(folder.get(), KEYS.features()))
          && Files.isRegularFile(inside(folder.get(), KEYS.spec()))) {
        return folder.get();
      }
      folder = folder.map(Path::getParent);
    }
    throw new IllegalArgumentException(
        model
            + " is not in the folder of its campaign, which has the features it was trained on ("
            + KEYS.features().substring(1)
            + ")");
  }

  /** The campaign's final model, or that of its latest round. */
  private static Path latest(Path folder) throws IOException {
    String name = Path.of(KEYS.finalModel()).getFileName().toString();
    List<Path> models;
    try (Stream<Path> files = Files.walk(folder)) {
      models = files.filter(file -> file.endsWith(name)).sorted().toList();
    }
    List<Path> campaigns = models.stream().map(StoredModel::campaignOf).distinct().toList();
    if (campaigns.size() != 1) {
      throw new IllegalArgumentException(
          "'"
              + folder
              + "' must hold the models of one campaign, but holds those of "
              + (campaigns.isEmpty() ? "none" : campaigns));
    }
    Path last = inside(campaigns.getFirst(), KEYS.finalModel());
    return Files.isRegularFile(last) ? last : models.getLast();
  }

  private static CampaignSpec spec(Path file) throws IOException {
    return switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES)
        .read(Files.readAllBytes(file), file.toString())) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new IllegalArgumentException(file + ": " + invalid.mistakes());
    };
  }
}
