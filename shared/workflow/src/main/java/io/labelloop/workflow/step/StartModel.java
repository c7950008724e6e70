package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.ContentSpec;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.EarlierModel;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.model.Trainer;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.document.StartItems;
import io.labelloop.workflow.port.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The model of an earlier campaign that a campaign starts from: found and checked before the
 * campaign is claimed, and then copied, so that later steps read the campaign's own documents
 * alone.
 */
public final class StartModel {
  private StartModel() {}

  /**
   * The model, its feature space and what it learned from.
   *
   * @param model Tribuo's protobuf
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, and handed on to be stored
  public record Stored(byte[] model, byte[] features, StartItems items) {
    /**
     * A learner with this model as its prior; nothing if it cannot start from one.
     *
     * @param classes the task's, which are the model's too
     */
    public Optional<Learner> prior(Learner learner, ClassLabels classes) {
      return StartModel.prior(learner, classes, features, model);
    }
  }

  /**
   * What was found.
   *
   * @param stored nothing if the campaign starts from no model, or if there are mistakes
   */
  public record Reading(Optional<Stored> stored, List<Finding> mistakes) {
    public Reading {
      mistakes = List.copyOf(mistakes);
    }

    /** A campaign that starts from no model. */
    public static final Reading NONE = new Reading(Optional.empty(), List.of());
  }

  /**
   * Reads and checks the model that a campaign names.
   *
   * @param plan of the pool, whose content the model must be able to read
   * @param campaignKey to whose folder a relative location belongs
   */
  public static Reading read(
      ObjectStore objects, CampaignSpec spec, Trainer trainer, PoolPlan plan, String campaignKey) {
    Optional<String> location = spec.model().startFrom();
    if (location.isEmpty() || !(trainer instanceof Learner learner)) {
      return Reading.NONE;
    }
    var earlier = new CampaignKeys(PoolLocation.resolve(campaignKey, location.get() + "/"));
    if (earlier.prefix().equals("/")
        || earlier.prefix().equals(CampaignKeys.ofCampaignFile(campaignKey).prefix())) {
      return mistake(location.get(), "must be the folder of another campaign");
    }
    Optional<byte[]> model = bytes(objects, earlier.finalModel());
    Optional<byte[]> features = bytes(objects, earlier.features());
    if (model.isEmpty() || features.isEmpty()) {
      return mistake(
          location.get(),
          "must be the folder of a campaign that has ended, with its model.tribuo and"
              + " state/features.bin, but has no "
              + (model.isEmpty() ? "model.tribuo" : "state/features.bin"));
    }
    try {
      FeatureSpace space = learner.readFeatures(features.get());
      var found = new EarlierModel(space, learner.read(space, spec.task().labels(), model.get()));
      if (learner.startingFrom(found).isEmpty()) {
        return mistake(
            location.get(),
            "cannot be started from: that takes a linear model there, and the trainer"
                + " logistic-regression or logistic-regression-words here, but /model/trainer is "
                + spec.model().trainer().inWords());
      }
      space.vectorOf(example(spec, plan));
    } catch (UnreadableModelException | IllegalArgumentException problem) {
      return mistake(location.get(), "cannot be started from: " + problem.getMessage());
    }
    return new Reading(
        Optional.of(new Stored(model.get(), features.get(), learned(objects, earlier))), List.of());
  }

  private static Optional<byte[]> bytes(ObjectStore objects, String key) {
    return objects.get(key).map(ObjectStore.StoredObject::content);
  }

  private static Reading mistake(String location, String message) {
    return new Reading(
        Optional.empty(),
        List.of(
            new Finding("/model/startFrom", "'" + location + "' " + message, Optional.empty())));
  }

  /** Something of the pool's kind. */
  private static ItemContent example(CampaignSpec spec, PoolPlan plan) {
    return switch (spec.pool().content()) {
      case ContentSpec.Features features ->
          new ItemContent.Features(DenseVector.of(new double[plan.columns().size()]));
      case ContentSpec.Embedding embedding ->
          new ItemContent.Features(DenseVector.of(new double[plan.embeddingSize()]));
      case ContentSpec.Text text -> new ItemContent.Text("");
      case ContentSpec.Tokens tokens -> new ItemContent.Text("");
    };
  }

  private static StartItems learned(ObjectStore objects, CampaignKeys earlier) {
    var documents = new DocumentStore(objects);
    var contents = new TreeSet<String>();
    for (int round = 1; documents.has(earlier.batch(round)); round++) {
      for (BatchItem item : documents.getLines(earlier.batch(round), BatchItem.class)) {
        if (item.stream().teaches()) {
          contents.add(StartItems.hash(item.content()));
        }
      }
    }
    // what that one started from taught it too
    documents
        .find(earlier.startItems(), StartItems.class)
        .ifPresent(items -> contents.addAll(items.contents()));
    return new StartItems(StartItems.VERSION, List.copyOf(contents));
  }

  /** Copies what was read; a repeated call keeps the first. */
  static void store(DocumentStore documents, CampaignKeys keys, Stored stored) {
    documents.decide(keys.startItems(), stored.items(), StartItems.class);
    documents.decideBytes(keys.startFeatures(), stored.features());
    documents.decideBytes(keys.startModel(), stored.model());
  }

  /** The campaign's learner, with the earlier model as its prior if it starts from one. */
  static Learner learner(Campaign campaign) {
    Learner learner = campaign.learner();
    if (campaign.spec().model().startFrom().isEmpty()) {
      return learner;
    }
    CampaignKeys keys = campaign.keys();
    return prior(
            learner,
            campaign.labels(),
            campaign.documents().getBytes(keys.startFeatures()),
            campaign.documents().getBytes(keys.startModel()))
        .orElseThrow();
  }

  private static Optional<Learner> prior(
      Learner learner, ClassLabels classes, byte[] features, byte[] model) {
    FeatureSpace space = learner.readFeatures(features);
    return learner.startingFrom(new EarlierModel(space, learner.read(space, classes, model)));
  }

  /**
   * Refuses items that test if the earlier model has learned from one with the same content: it
   * would be tested on what it was told.
   *
   * @throws PoolProblemException saying how many there are and what to do
   */
  static void refuseLearned(Campaign campaign, List<Item> tests) {
    if (campaign.spec().model().startFrom().isEmpty()) {
      return;
    }
    refuseLearned(campaign.documents().get(campaign.keys().startItems(), StartItems.class), tests);
  }

  /**
   * The same, of items that are drawn to test outside of a campaign.
   *
   * @param learned what the earlier model has learned from
   */
  public static void refuseLearned(StartItems learned, List<Item> tests) {
    Set<String> contents = Set.copyOf(learned.contents());
    long known =
        tests.stream().filter(item -> contents.contains(StartItems.hash(item.content()))).count();
    if (known > 0) {
      throw new PoolProblemException(
          known
              + " of the "
              + tests.size()
              + " items that were drawn to test the model have the same content as items that the"
              + " model of /model/startFrom has learned from, so that a certificate would prove"
              + " nothing; take what the earlier campaign was taught out of the pool, or start"
              + " without its model");
    }
  }
}
