package io.labelloop.workflow.step;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.Sample;
import io.labelloop.pool.ScannedLine;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.ByteScores;
import io.labelloop.workflow.document.ScoredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shard keeps, and what is kept of all shards: the best items by acquisition score and a
 * uniform draw. Memory is bounded by what is kept.
 *
 * <p>As a screen it turns away, by their bytes alone, items that certainly are neither: a compiled
 * scorer says the score nearly, and an item is read and scored exactly only if its score may be
 * that of one of the best. So nothing that is kept depends on the compiled scorer's last digits.
 */
final class ShardCandidates implements PoolReader.Screen {
  private final Sample<ScoredItem> best;
  private final Sample<ScoredItem> random;
  private final SeededOrder randomOrder;
  private final Optional<ByteScores> screening;
  // the last of the uniform draw, and its place: few items change it
  private @Nullable ItemId lastDrawn;
  private long lastPlace;

  /**
   * @param compiled scores items by their bytes, where they are to be screened
   */
  ShardCandidates(Campaign campaign, int round, Optional<ItemScorer.Compiled> compiled) {
    // an id occurs once by now, so no content has to be compared
    this.best =
        new Sample<>(
            Strategies.candidates(campaign, round),
            Strategies.ranking(campaign, round),
            ScoredItem::id,
            item -> 0);
    this.randomOrder = Strategies.random(campaign, round);
    this.random =
        new Sample<>(
            Strategies.uniformCandidates(campaign, round),
            Comparator.comparing(ScoredItem::id, randomOrder),
            ScoredItem::id,
            item -> 0);
    this.screening =
        compiled.map(
            scorer ->
                new ByteScores(scorer.scorer(), scorer.acquisition(), campaign.labels().size()));
  }

  /** Whether items can be judged by their bytes. */
  boolean canScreen() {
    return screening.isPresent();
  }

  void add(ScoredItem item) {
    best.add(item);
    random.add(item.as(ScoredItem.Pick.RANDOM));
  }

  /** Adds what a shard kept. */
  void merge(ScoredItem item) {
    switch (item.pick()) {
      case INFORMATIVE -> best.add(item);
      case RANDOM -> random.add(item);
    }
  }

  @Override
  public boolean wants(ScannedLine line) {
    return mayBeDrawn(line) || mayBeAmongTheBest(line);
  }

  private boolean mayBeDrawn(ScannedLine line) {
    if (random.capacity() == 0) {
      return false;
    }
    Optional<ScoredItem> last = random.limit();
    if (last.isEmpty()) {
      return true;
    }
    if (!last.get().id().equals(lastDrawn)) {
      lastDrawn = last.get().id();
      lastPlace = randomOrder.placeOf(lastDrawn);
    }
    return Long.compareUnsigned(randomOrder.placeOf(line), lastPlace) <= 0;
  }

  private boolean mayBeAmongTheBest(ScannedLine line) {
    Optional<ScoredItem> last = best.limit();
    return last.isEmpty() || screening.orElseThrow().mayReach(last.get().score(), line);
  }

  /** The uniform draw in its order. */
  List<ScoredItem> drawn() {
    return random.toList();
  }

  /** The best first, then the drawn ones. */
  List<ScoredItem> toList() {
    var all = new ArrayList<>(best.toList());
    all.addAll(drawn());
    return all;
  }
}
