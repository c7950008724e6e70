package io.labelloop.workflow.step;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.query.SequenceStrategy;
import io.labelloop.sequence.TaggerCommittee;
import io.labelloop.workflow.document.ScoredItem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scores sentences by what the model of the round before, and its committee, say of their tags. */
final class SequenceScorer implements ItemScorer {
  private final SequenceStrategy strategy;
  private final Optional<SequenceStrategy.Judges> judges;

  SequenceScorer(Campaign campaign, int round) {
    this.strategy = Strategies.ofSentences(campaign);
    Optional<TaggerCommittee> committee =
        strategy.committee() > 0 ? campaign.models().taggerCommittee(round - 1) : Optional.empty();
    this.judges =
        campaign
            .models()
            .tagger(round - 1)
            .map(model -> new SequenceStrategy.Judges(model, committee));
  }

  @Override
  public ScoredItem score(Item item) {
    double score =
        judges
            .map(known -> strategy.firstScore(known, Sentences.tokens(item.content())))
            .orElse(0.0);
    return new ScoredItem(item.id(), ScoredItem.Pick.INFORMATIVE, score, List.of(), item.content());
  }

  /** What every part of the strategy says of some candidates; zeros before there is a model. */
  Map<ItemId, double[]> scores(Collection<Item> candidates) {
    Map<ItemId, double[]> scores = new LinkedHashMap<>();
    for (Item item : candidates) {
      scores.put(
          item.id(),
          judges
              .map(known -> strategy.scores(known, Sentences.tokens(item.content())))
              .orElseGet(() -> new double[strategy.parts().size()]));
    }
    return scores;
  }
}
