package io.labelloop.query;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * An anchored sub-pool for rare classes: the strategy within sees, of every class that has a label,
 * equally many of the items that are nearest to some of its labeled items, the anchors. A rare
 * class thus gets as many candidates as a common one.
 *
 * <p>At most {@value #ANCHORS} anchors a class, drawn far from each other as k-means++ seeds; a
 * candidate's likeness to a class is its mean cosine with the anchors. The sub-pool has {@value
 * #PER_ITEM} candidates for each item of the batch. Sees {@value QueryStrategies#UNIFORM} uniformly
 * drawn items besides the best ones of the strategy within.
 *
 * <p>Lesci, Vlachos: AnchorAL: computationally efficient active learning for large and imbalanced
 * datasets. NAACL 2024.
 */
public final class Anchored implements QueryStrategy {
  private static final int ANCHORS = 10;
  private static final int PER_ITEM = 20;

  private final QueryStrategy within;

  public Anchored(QueryStrategy within) {
    this.within = within;
  }

  @Override
  public String name() {
    return "anchored";
  }

  @Override
  public AcquisitionFunction acquisition(PoolView view) {
    return within.acquisition(view);
  }

  @Override
  public int candidates(int batchSize) {
    return within.candidates(batchSize);
  }

  @Override
  public int uniformCandidates(int batchSize) {
    return QueryStrategies.UNIFORM;
  }

  @Override
  public int committee() {
    return within.committee();
  }

  @Override
  public List<ItemId> select(Selection selection) {
    var byClass = new TreeMap<Integer, List<Vector>>();
    selection.view().labeled().stream()
        .sorted(Comparator.comparing(LabeledVector::id))
        .forEach(
            example ->
                byClass
                    .computeIfAbsent(example.label(), label -> new ArrayList<>())
                    .add(example.features()));
    List<Candidate> all = selection.inOrder();
    if (byClass.isEmpty()) {
      return within.select(selection);
    }
    int perClass = Math.ceilDiv(PER_ITEM * selection.batchSize(), byClass.size());
    Set<Candidate> near = new LinkedHashSet<>();
    byClass.forEach((label, members) -> near.addAll(nearest(all, members, perClass, selection)));
    // too small a sub-pool would force the choice
    return near.size() < selection.wanted()
        ? within.select(selection)
        : within.select(selection.among(List.copyOf(near)));
  }

  private static List<Candidate> nearest(
      List<Candidate> candidates, List<Vector> members, int count, Selection selection) {
    double[] weights = new double[members.size()];
    Arrays.fill(weights, 1);
    double[] middle = new double[members.getFirst().size()];
    for (int anchor :
        SquaredDistanceSampling.draw(
            Points.of(members), weights, Math.min(ANCHORS, members.size()), selection.seed())) {
      Vector vector = members.get(anchor);
      double length = Math.sqrt(vector.squaredNorm());
      vector.addTo(middle, length == 0 ? 0 : 1 / length);
    }
    return Ranking.by(candidate -> cosine(candidate, middle), selection.ties())
        .best(candidates, count);
  }

  private static double cosine(Candidate candidate, double[] middle) {
    double length = Math.sqrt(candidate.features().squaredNorm());
    return length == 0 ? 0 : candidate.features().dot(middle) / length;
  }
}
