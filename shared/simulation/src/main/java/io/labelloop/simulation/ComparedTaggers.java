package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Sentences;
import java.util.List;
import java.util.Optional;

/** Models of sentences; a prediction is right if all tags are. */
final class ComparedTaggers implements ComparedModels<ComparedTaggers.Tagged> {
  private final Campaign campaign;

  ComparedTaggers(Campaign campaign) {
    this.campaign = campaign;
  }

  /** A sentence with its true tags. */
  record Tagged(TaggedSentence sentence) implements Example {
    @Override
    public ItemId id() {
      return sentence.id();
    }
  }

  @Override
  public Tagged example(Item item, Answer truth) {
    return new Tagged(
        new TaggedSentence(item.id(), Sentences.tokens(item.content()), truth.tags()));
  }

  @Override
  public Optional<Model<Tagged>> model(int round) {
    return campaign.models().tagger(round).map(ComparedTaggers::compared);
  }

  @Override
  public Model<Tagged> train(List<Tagged> examples) {
    return compared(
        campaign
            .sequenceLearner()
            .train(
                campaign.tags(),
                examples.stream().map(Tagged::sentence).toList(),
                campaign.spec().seed(),
                campaign.claim().claimedAt()));
  }

  private static Model<Tagged> compared(SequenceModel model) {
    return examples ->
        examples.stream()
            .map(Tagged::sentence)
            .mapToInt(s -> model.distribution(s.tokens()).best().tags().equals(s.tags()) ? 1 : 0)
            .average()
            .orElse(0);
  }
}
