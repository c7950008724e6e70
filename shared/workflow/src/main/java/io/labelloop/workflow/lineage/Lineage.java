package io.labelloop.workflow.lineage;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.Answer;
import io.labelloop.budget.AnsweredQuestion;
import io.labelloop.budget.Money;
import io.labelloop.consolidation.WeighedAnswers;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.ScoredItem;
import io.labelloop.workflow.document.TagLine;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignPool;
import io.labelloop.workflow.step.ReserveBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Traces one item's label through a campaign's documents. */
public final class Lineage {
  private final Campaign campaign;

  public Lineage(Campaign campaign) {
    this.campaign = campaign;
  }

  /** The story of an item; nothing if the pool does not have it. Reads the pool where it must. */
  public Optional<ItemStory> of(ItemId item) {
    int started = campaign.startedRounds();
    for (int round = 1; round <= started; round++) {
      for (BatchItem asked : campaign.batch(round)) {
        if (asked.id().equals(item)) {
          return Optional.of(story(asked, round, started));
        }
      }
    }
    if (campaign.gold().containsKey(item)) {
      return Optional.of(gold(item, started));
    }
    return inPool(item) ? Optional.of(unasked(item)) : Optional.empty();
  }

  private ItemStory story(BatchItem asked, int round, int started) {
    var answers = new ArrayList<ItemStory.Given>();
    var meanings = new ArrayList<ItemStory.Meaning>();
    Money price = Money.zero(campaign.spec().workforce().prices().currency());
    // in later rounds only if it was reviewed
    for (int asking = round; asking <= started; asking++) {
      for (Wave wave : campaign.publishedWaves(asking)) {
        for (Wave.Asked question : wave.questions()) {
          if (question.item().equals(asked.id())) {
            List<ItemStory.Given> given = given(asked.id(), wave);
            answers.addAll(given);
            price = price.plus(due(question, given.size()));
          }
        }
        if (asking == round) {
          meaning(asked.id(), asking, wave.wave()).ifPresent(meanings::add);
        }
      }
    }
    lastMeaning(asked.id(), round, started).ifPresent(meanings::add);
    return new ItemStory(
        campaign.claim().campaign(),
        asked.id().value(),
        software(),
        whyAsked(asked, round),
        Optional.of(
            new ItemStory.Asked(
                round,
                asked.stream().name().toLowerCase(Locale.ROOT),
                campaign.spec().task().question())),
        asked.stream() == Stream.QUERY ? proposal(asked.id(), round) : Optional.empty(),
        weighed(answers, started),
        price,
        meanings,
        answers.isEmpty() ? List.of() : trainedOn(asked.stream(), round, started),
        labelLine(asked.id()));
  }

  private ItemStory unasked(ItemId item) {
    return unlabeled(
        item, "", List.of(), Money.zero(campaign.spec().workforce().prices().currency()));
  }

  private ItemStory gold(ItemId item, int started) {
    var answers = new ArrayList<ItemStory.Given>();
    Money price = Money.zero(campaign.spec().workforce().prices().currency());
    for (int round = 1; round <= started; round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        List<ItemStory.Given> given = given(item, wave);
        answers.addAll(given);
        for (Wave.Asked question : wave.questions()) {
          price = question.item().equals(item) ? price.plus(due(question, given.size())) : price;
        }
      }
    }
    return unlabeled(
        item,
        "hidden among the others to measure annotators: a gold item, known to be '"
            + Objects.requireNonNull(campaign.gold().get(item)).label()
            + "', and no item of the pool",
        answers,
        price);
  }

  private ItemStory unlabeled(ItemId item, String why, List<ItemStory.Given> answers, Money price) {
    return new ItemStory(
        campaign.claim().campaign(),
        item.value(),
        software(),
        why,
        Optional.empty(),
        Optional.empty(),
        answers,
        price,
        List.of(),
        List.of(),
        labelLine(item));
  }

  /** The answers with those marked that have no weight, as {@link WeighedAnswers} has it. */
  private List<ItemStory.Given> weighed(List<ItemStory.Given> answers, int started) {
    Set<String> suspended =
        campaign
            .consolidation(started)
            .map(ConsolidatedLabels::suspended)
            .orElse(List.of())
            .stream()
            .map(one -> one.annotator().value())
            .collect(Collectors.toSet());
    if (answers.stream().allMatch(given -> suspended.contains(given.annotator()))) {
      return answers;
    }
    return answers.stream()
        .map(given -> suspended.contains(given.annotator()) ? given.withoutWeight() : given)
        .toList();
  }

  private boolean inPool(ItemId item) {
    var pool = new CampaignPool(campaign);
    boolean[] found = new boolean[1];
    pool.shards()
        .forEach(
            shard -> pool.forEachItem(shard.index(), one -> found[0] |= one.id().equals(item)));
    return found[0];
  }

  private String whyAsked(BatchItem asked, int round) {
    return switch (asked.stream()) {
      case CERTIFICATION ->
          "drawn uniformly "
              + (round == 1 ? "before the first round" : "of what the pool had new in its round")
              + ", to measure accuracy: no model learns from it";
      case VALIDATION ->
          "drawn uniformly before the first round, to reward strategies: no model learns from it";
      case SEED ->
          "part of the seed set, chosen by '"
              + campaign.spec().query().seedSet().method()
              + "' before there was a model";
      case QUERY -> "chosen by the query strategy from the predictions of round " + (round - 1);
      case RANDOM -> "drawn uniformly in its round, to keep an unbiased view";
      case AUDIT -> "drawn uniformly from what the model was to label, to test its labels";
    };
  }

  private Money due(Wave.Asked question, int answers) {
    int asked = question.annotations();
    return campaign
        .spec()
        .workforce()
        .prices()
        .due(AnsweredQuestion.of(asked, Math.min(asked, answers)));
  }

  private List<ItemStory.Given> given(ItemId item, Wave wave) {
    return campaign.annotations(wave.round(), wave.wave()).stream()
        .filter(annotation -> annotation.item().equals(item))
        .map(annotation -> given(annotation, wave))
        .toList();
  }

  private ItemStory.Given given(Annotation annotation, Wave wave) {
    return new ItemStory.Given(
        annotation.annotator().value(),
        words(annotation.answer()),
        annotation.answeredAt(),
        wave.round(),
        wave.wave(),
        ReserveBudget.reservation(wave.round(), wave.wave()).value(),
        true);
  }

  private String words(Answer answer) {
    return switch (answer) {
      case Answer.ClassAnswer one -> campaign.labels().name(one.label());
      case Answer.TagAnswer sentence ->
          String.join(" ", campaign.spec().task().tags().names(sentence.tags()));
    };
  }

  private Optional<ItemStory.Meaning> meaning(ItemId item, int round, int wave) {
    return campaign
        .documents()
        .find(campaign.keys().consolidation(round, wave), ConsolidatedLabels.class)
        .flatMap(
            all ->
                all.labels().stream()
                    .filter(label -> label.item().equals(item))
                    .findFirst()
                    .map(
                        label ->
                            new ItemStory.Meaning(
                                round,
                                wave,
                                all.method(),
                                words(label.answer()),
                                label.confidence(),
                                label.annotations(),
                                all.doubtful().contains(item))));
  }

  /** What later answers about other items made of it: they tell how good its annotators are. */
  private Optional<ItemStory.Meaning> lastMeaning(ItemId item, int askedIn, int started) {
    for (int round = started; round > askedIn; round--) {
      for (Wave wave : campaign.publishedWaves(round).reversed()) {
        Optional<ItemStory.Meaning> last = meaning(item, round, wave.wave());
        if (last.isPresent()) {
          return last;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ItemStory.Proposal> proposal(ItemId item, int round) {
    int shards = campaign.poolPlan().shards().size();
    for (int shard = 0; shard < shards; shard++) {
      for (ScoredItem scored :
          campaign
              .documents()
              .findLines(campaign.keys().scores(round, shard), ScoredItem.class)
              .orElse(List.of())) {
        if (scored.id().equals(item) && scored.pick() == ScoredItem.Pick.INFORMATIVE) {
          double[] probabilities =
              scored.probabilities().stream().mapToDouble(Double::doubleValue).toArray();
          OptionalInt predicted =
              probabilities.length == 0
                  ? OptionalInt.empty()
                  : OptionalInt.of(ArgMax.of(probabilities));
          return Optional.of(
              new ItemStory.Proposal(
                  modelOf(round),
                  campaign.spec().model().trainer().inWords(),
                  campaign.spec().query().strategy().inWords(),
                  predicted.stream().mapToObj(campaign.labels()::name).findFirst(),
                  predicted.stream().mapToObj(label -> probabilities[label]).findFirst(),
                  scored.score()));
        }
      }
    }
    return Optional.empty();
  }

  /** The latest round before one whose model was trained. */
  private int modelOf(int round) {
    for (int earlier = round - 1; earlier > 1; earlier--) {
      if (isTrained(earlier)) {
        return earlier;
      }
    }
    return 1;
  }

  private List<Integer> trainedOn(Stream stream, int askedIn, int started) {
    var rounds = new ArrayList<Integer>();
    for (int round = askedIn; round <= started; round++) {
      if (stream.teaches() && isTrained(round)) {
        rounds.add(round);
      }
    }
    return rounds;
  }

  private boolean isTrained(int round) {
    return campaign
        .documents()
        .find(campaign.keys().training(round), Training.class)
        .filter(training -> training.labels() > 0)
        .isPresent();
  }

  private Optional<ItemStory.Final> labelLine(ItemId item) {
    String key = campaign.keys().labels();
    if (campaign.isSequence()) {
      return campaign.documents().findLines(key, TagLine.class).stream()
          .flatMap(List::stream)
          .filter(line -> line.id().equals(item))
          .findFirst()
          .map(
              line ->
                  new ItemStory.Final(
                      String.join(" ", line.tags()), line.confidence(), line.source()));
    }
    return campaign.documents().findLines(key, LabelLine.class).stream()
        .flatMap(List::stream)
        .filter(line -> line.id().equals(item))
        .findFirst()
        .map(line -> new ItemStory.Final(line.label(), line.confidence(), line.source()));
  }

  private static Optional<String> software() {
    return Optional.ofNullable(Lineage.class.getPackage().getImplementationVersion());
  }
}
