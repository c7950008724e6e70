package io.labelloop.workflow.step;

import io.labelloop.pool.Item;
import io.labelloop.query.SequenceAcquisition;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.sequence.TaggerCommittee;
import io.labelloop.workflow.document.ScoredItem;
import java.util.List;
import java.util.Optional;

/** Scores sentences by what the model of the round before, or its committee, says of their tags. */
final class SequenceScorer implements ItemScorer {
  private final SequenceAcquisition acquisition;
  private final Optional<TaggerCommittee> judges;

  SequenceScorer(Campaign campaign, int round) {
    this.acquisition = Strategies.ofSentences(campaign);
    this.judges =
        acquisition.committee() > 0
            ? campaign.taggerCommittee(round - 1)
            : campaign.sequenceModel(round - 1).map(SequenceScorer::alone);
  }

  private static TaggerCommittee alone(SequenceModel model) {
    return new TaggerCommittee(List.of(model));
  }

  @Override
  public ScoredItem score(Item item) {
    double score =
        judges
            .map(known -> score(known.distributions(Sentences.tokens(item.content()))))
            .orElse(0.0);
    return new ScoredItem(item.id(), ScoredItem.Pick.INFORMATIVE, score, List.of(), item.content());
  }

  private double score(List<TagDistribution> distributions) {
    return acquisition.score(distributions);
  }
}
