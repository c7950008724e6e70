package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * Information for the effort: the score of the strategy within, divided by how much there is to
 * read, so that among equally informative items the short ones come first.
 *
 * <p>The effort of an item is the square root of the number of its features that are not zero, for
 * a text about its number of different words: reading time has a fixed part, and a score per word
 * would ask about nothing but the shortest texts. Items of numeric columns all cost the same.
 *
 * <p>Settles, Craven, Friedland: Active learning with real annotation costs. NIPS Workshop on
 * Cost-Sensitive Learning, 2008.
 */
public final class CostAware implements QueryStrategy {
  private final QueryStrategy within;

  public CostAware(QueryStrategy within) {
    this.within = within;
  }

  @Override
  public String name() {
    return "cost-aware";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    AcquisitionFunction score = within.acquisition(view);
    return candidate -> score.score(candidate) / effort(candidate);
  }

  private static double effort(Candidate candidate) {
    int[] entries = new int[1];
    candidate.features().forEach((index, value) -> entries[0]++);
    return Math.sqrt(Math.max(1, entries[0]));
  }

  @Override
  public int candidates(int batchSize) {
    return within.candidates(batchSize);
  }

  @Override
  public int uniformCandidates(int batchSize) {
    return within.uniformCandidates(batchSize);
  }

  @Override
  public int committee() {
    return within.committee();
  }

  /**
   * What the strategy within chooses among as many of the best by score for the effort as it sees.
   */
  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> worthwhile =
        Ranking.by(acquisition(selection.view()), selection.ties())
            .best(selection.candidates(), candidates(selection.batchSize()));
    return within.select(selection.among(worthwhile));
  }
}
