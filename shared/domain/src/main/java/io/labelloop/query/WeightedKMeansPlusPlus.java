package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * Margin sampling with diversity by drawing: of the {@value MarginCluster#PRESELECTION} b smallest
 * margins, b items as k-means++ seeds, weighted with the margin score.
 *
 * <p>Zhdanov: Diverse mini-batch active learning. arXiv 1901.05954, 2019 (there the seeds are
 * followed by iterations of k-means).
 */
public final class WeightedKMeansPlusPlus implements QueryStrategy {
  private static final AcquisitionFunction MARGIN = new MarginSampling();

  @Override
  public String name() {
    return "weighted-k-means++";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return MARGIN;
  }

  @Override
  public int candidates(int batchSize) {
    return MarginCluster.PRESELECTION * batchSize;
  }

  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> best =
        Ranking.by(MARGIN, selection.ties())
            .best(selection.candidates(), candidates(selection.batchSize()));
    double[] weights = best.stream().mapToDouble(MARGIN::score).toArray();
    return SquaredDistanceSampling.draw(
            Points.of(best.stream().map(Candidate::features).toList()),
            weights,
            selection.wanted(),
            selection.seed())
        .stream()
        .map(i -> best.get(i).id())
        .toList();
  }
}
