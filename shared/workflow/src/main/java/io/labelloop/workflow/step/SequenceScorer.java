package io.labelloop.workflow.step;

import io.labelloop.campaign.QuerySpec;
import io.labelloop.pool.Item;
import io.labelloop.query.SequenceAcquisition;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.workflow.document.ScoredItem;
import java.util.List;
import java.util.Optional;

/** Scores sentences by what the model of the round before says of their tags. */
final class SequenceScorer implements ItemScorer {
  private final SequenceAcquisition acquisition;
  private final Optional<SequenceModel> model;

  SequenceScorer(Campaign campaign, int round) {
    QuerySpec query = campaign.spec().query();
    this.acquisition =
        SequenceStrategies.named(query.strategy().type(), query.perToken()).orElseThrow();
    this.model = campaign.models().tagger(round - 1);
  }

  @Override
  public ScoredItem score(Item item) {
    double score =
        model
            .map(known -> acquisition.score(known.distribution(Sentences.tokens(item.content()))))
            .orElse(0.0);
    return new ScoredItem(item.id(), ScoredItem.Pick.INFORMATIVE, score, List.of(), item.content());
  }
}
