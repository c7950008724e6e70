package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.Arrays;
import java.util.List;

/**
 * BADGE for linear models: a batch drawn as k-means++ seeds among gradient embeddings, which are
 * long where the model is unsure and point elsewhere where items differ.
 *
 * <p>Sees at most {@value QueryStrategies#UNIFORM} uniformly drawn items and the most uncertain
 * {@value MarginCluster#PRESELECTION} b.
 *
 * <p>Ash, Zhang, Krishnamurthy, Langford, Agarwal: Deep batch active learning by diverse, uncertain
 * gradient lower bounds. ICLR 2020.
 */
public final class Badge implements QueryStrategy {
  @Override
  public String name() {
    return "badge";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return new MarginSampling();
  }

  @Override
  public int candidates(int batchSize) {
    return MarginCluster.PRESELECTION * batchSize;
  }

  @Override
  public int uniformCandidates(int batchSize) {
    return QueryStrategies.UNIFORM;
  }

  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> candidates = selection.inOrder();
    double[] weights = new double[candidates.size()];
    Arrays.fill(weights, 1);
    return SquaredDistanceSampling.draw(
            new GradientEmbeddings(candidates), weights, selection.wanted(), selection.seed())
        .stream()
        .map(i -> candidates.get(i).id())
        .toList();
  }
}
