package io.labelloop.query;

import io.labelloop.numeric.KMeans;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * TypiClust in every round: clusters as many as there are labels and items wanted (at most {@value
 * #MOST_CLUSTERS}), and from the largest ones without a label the most typical item of each. Meant
 * for the first few batches; asks no model.
 *
 * <p>Sees at most {@value QueryStrategies#UNIFORM} uniformly drawn items.
 *
 * <p>Hacohen, Dekel, Weinshall: Active learning on a budget: opposite strategies suit high and low
 * budgets. ICML 2022.
 */
public final class TypiClust implements QueryStrategy {
  private static final int MOST_CLUSTERS = 500;

  @Override
  public String name() {
    return "typiclust";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return new RandomSampling();
  }

  @Override
  public int candidates(int batchSize) {
    return Math.max(QueryStrategies.UNIFORM, batchSize);
  }

  @Override
  public List<ItemId> select(Selection selection) {
    List<Candidate> candidates = selection.firstInOrder(candidates(selection.batchSize()));
    if (candidates.size() <= selection.batchSize()) {
      return candidates.stream().map(Candidate::id).toList();
    }
    List<Vector> rows = selection.withLabeled(candidates);
    List<Vector> embedded = Embedding.of(rows, selection.seed());
    int labeled = rows.size() - candidates.size();
    int clusters = Math.min(MOST_CLUSTERS, labeled + selection.batchSize());
    KMeans.Clustering clustering =
        KMeans.cluster(embedded, Math.max(clusters, selection.batchSize()), selection.seed());
    int[] labels = new int[clustering.clusters()];
    for (int i = candidates.size(); i < rows.size(); i++) {
      labels[clustering.clusterOf()[i]]++;
    }
    List<List<Integer>> uncoveredFirst =
        ClusteredSeedSet.bySize(clustering).stream()
            .map(members -> members.stream().filter(i -> i < candidates.size()).toList())
            .filter(members -> !members.isEmpty())
            .sorted(
                Comparator.comparingInt(
                    members -> labels[clustering.clusterOf()[members.getFirst()]]))
            .toList();
    Set<Integer> chosen = new LinkedHashSet<>();
    for (List<Integer> members : uncoveredFirst) {
      if (chosen.size() < selection.batchSize()) {
        chosen.add(Typicality.mostTypical(members, embedded));
      }
    }
    // identical items can leave fewer clusters than items are wanted
    for (int i = 0; chosen.size() < selection.wanted(); i++) {
      chosen.add(i);
    }
    return chosen.stream().map(i -> candidates.get(i).id()).toList();
  }
}
