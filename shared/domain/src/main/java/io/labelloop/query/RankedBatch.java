package io.labelloop.query;

import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranked batch-mode sampling: each next item weighs its uncertainty against its distance from what
 * is labeled or in the batch, and distance counts the more, the more of the pool is unlabeled.
 *
 * <p>With {@code d} the Euclidean distance to the nearest labeled or chosen item and {@code a = U /
 * (U + L)} the unlabeled share of the pool, the score is {@code a d / (1 + d) + (1 - a) u}, {@code
 * u} the least-confidence score. Sees {@value QueryStrategies#UNIFORM} uniformly drawn items and
 * the most uncertain {@value MarginCluster#PRESELECTION} b; one pass over them for each labeled and
 * each chosen item.
 *
 * <p>Cardoso, Silva, Canuto, Moro, Goncalves: Ranked batch-mode active learning. Information
 * Sciences 379, 2017.
 */
public final class RankedBatch implements QueryStrategy {
  private static final AcquisitionFunction UNCERTAINTY = new LeastConfidence();

  @Override
  public String name() {
    return "ranked-batch";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return UNCERTAINTY;
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
    var coverage = new Coverage(selection, candidates);
    double unlabeled = Math.max(selection.view().unlabeled(), candidates.size());
    double far = unlabeled / (unlabeled + selection.view().labeled().size());
    double[] uncertainty = candidates.stream().mapToDouble(UNCERTAINTY::score).toArray();
    var batch = new ArrayList<ItemId>();
    boolean[] chosen = new boolean[candidates.size()];
    while (batch.size() < selection.wanted()) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < chosen.length; i++) {
        double distance = Math.sqrt(coverage.squaredDistance(i));
        // nothing labeled yet: everything is equally far
        double novelty = Double.isInfinite(distance) ? 1 : distance / (1 + distance);
        double score = far * novelty + (1 - far) * uncertainty[i];
        if (!chosen[i] && score > most) {
          most = score;
          best = i;
        }
      }
      chosen[best] = true;
      batch.add(candidates.get(best).id());
      coverage.cover(best);
    }
    return batch;
  }
}
