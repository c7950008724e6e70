package io.labelloop.autolabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NestedAuditTest {
  private static final int[] TEN_RINGS = IntStream.generate(() -> 4_000).limit(10).toArray();

  @Test
  void grid_ofAHundredConfidences_cutsTenths() {
    double[] confidences = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 100.0).toArray();
    ConfidenceGrid grid = ConfidenceGrid.of(confidences);
    assertThat(grid.thresholds())
        .containsExactly(0.91, 0.81, 0.71, 0.61, 0.51, 0.41, 0.31, 0.21, 0.11, 0.0);
    assertThat(grid.ringOf(0.91)).isZero();
    assertThat(grid.ringOf(0.9099)).isEqualTo(1);
    assertThat(grid.ringOf(0)).isEqualTo(9);
  }

  @Test
  void grid_ofTiesOrOfNothing_keepsEachThresholdOnce() {
    assertThat(ConfidenceGrid.of(DoubleStream.generate(() -> 1).limit(50).toArray()).thresholds())
        .containsExactly(1.0, 0.0);
    assertThat(ConfidenceGrid.of(new double[0]).thresholds()).containsExactly(0.0);
    assertThatThrownBy(() -> new ConfidenceGrid(List.of(0.5, 0.5, 0.0)))
        .hasMessageContaining("must fall");
    assertThatThrownBy(() -> new ConfidenceGrid(List.of(0.5))).hasMessageContaining("is 0");
  }

  @Test
  void design_ofALargePool_looksThreeTimesStartingWithTheSmallestSet() {
    AuditDesign design = AuditDesign.of(0.95, 0.05, TEN_RINGS).orElseThrow();
    // .95^80 is just below .05 / 3; what the audit takes away asks for some more
    assertThat(design.looks().getFirst()).isBetween(80, 120);
    assertThat(design.looks()).hasSize(3);
    assertThat(design.looks().get(2)).isEqualTo(4 * design.looks().getFirst());
    assertThat(design.firstSet()).isZero();
    assertThat(design.certifies(0, 0, 0)).isTrue();
    assertThat(design.certifies(0, 0, 1)).isFalse();
    assertThat(design.hopeless(0, 1)).isFalse();
    assertThat(design.hopeless(0, 100)).isTrue();
  }

  @Test
  void pValue_byHand_isTheHypergeometricTailOfOneWrongItemTooMany() {
    // 40 items, an audit of 20 in one look: floor(.1 * (40 - 20)) = 2 may be wrong, so 3 are
    // tested;
    // none of them among the 20: 20 * 19 * 18 / (40 * 39 * 38)
    AuditDesign design = AuditDesign.of(0.9, 0.15, new int[] {40}).orElseThrow();
    assertThat(design.looks()).containsExactly(19);
    // floor(.1 * 21) = 2 as well: 21 * 20 * 19 / (40 * 39 * 38)
    assertThat(design.pValue(0, 0, 0)).isCloseTo(21.0 * 20 * 19 / (40 * 39 * 38), within(1e-12));
  }

  @Test
  void design_ofTooFewItems_isNone() {
    assertThat(AuditDesign.of(0.95, 0.05, new int[] {50, 40})).isEmpty();
    assertThat(AuditDesign.of(0.95, 0.05, new int[] {0})).isEmpty();
  }

  /** Plays an audit to its end; returns its last state and the number of audited items. */
  private static Map.Entry<NestedAudit.State.Done, Integer> play(
      NestedAudit audit, Predicate<ItemId> isWrong) {
    Map<ItemId, Boolean> wrong = new HashMap<>();
    while (true) {
      switch (audit.state(wrong)) {
        case NestedAudit.State.Done done -> {
          return Map.entry(done, wrong.size());
        }
        case NestedAudit.State.Ask ask -> {
          assertThat(ask.items()).isNotEmpty().noneMatch(wrong::containsKey);
          ask.items().forEach(id -> wrong.put(id, isWrong.test(id)));
        }
      }
    }
  }

  private static NestedAudit audit(AuditDesign design, long seed) {
    var random = new java.util.SplittableRandom(seed);
    var candidates = new ArrayList<NestedAudit.Candidate>();
    for (int ring = 0; ring < design.sets(); ring++) {
      for (int i = 0; i < design.ringSize(ring); i++) {
        candidates.add(new NestedAudit.Candidate(new ItemId(ring + "-" + i), ring));
      }
    }
    java.util.Collections.shuffle(candidates, new java.util.Random(random.nextLong()));
    return new NestedAudit(design, candidates);
  }

  @Test
  void state_ofAModelWithoutMistakes_certifiesEverythingForFewItemsMoreThanTheFirstSet() {
    AuditDesign design = AuditDesign.of(0.95, 0.05, TEN_RINGS).orElseThrow();
    var end = play(audit(design, 1), id -> false);
    assertThat(end.getKey().certifiedSet()).contains(9);
    assertThat(end.getKey().trail()).hasSize(10).allMatch(NestedAudit.Look::certified);
    // 1 + 1/2 + ... + 1/10 = 2.9 times the first look, for ten sets
    assertThat(end.getValue())
        .isBetween(2 * design.looks().getFirst(), 4 * design.looks().getFirst());
  }

  @Test
  void state_ofAModelThatErrsFromTheThirdRingOn_stopsThere() {
    AuditDesign design = AuditDesign.of(0.95, 0.05, TEN_RINGS).orElseThrow();
    var end = play(audit(design, 2), id -> id.value().charAt(0) >= '2');
    assertThat(end.getKey().certifiedSet()).contains(1);
    assertThat(end.getKey().why()).contains("too many mistakes");
    assertThat(end.getKey().trail().getLast().certified()).isFalse();
  }

  @Test
  void state_ofAModelThatIsAlwaysWrong_certifiesNothingAndGivesUpAtTheFirstLook() {
    AuditDesign design = AuditDesign.of(0.95, 0.05, TEN_RINGS).orElseThrow();
    var end = play(audit(design, 3), id -> true);
    assertThat(end.getKey().certifiedSet()).isEmpty();
    assertThat(end.getValue()).isEqualTo(design.looks().getFirst());
  }

  @Test
  void state_whereOnlyTheFirstItemsOfEachRingAreKnown_isTheSameAsWithAll() {
    AuditDesign design = AuditDesign.of(0.95, 0.05, TEN_RINGS).orElseThrow();
    var all = new ArrayList<NestedAudit.Candidate>();
    for (int i = 0; i < 4_000; i++) {
      for (int ring = 0; ring < 10; ring++) {
        all.add(new NestedAudit.Candidate(new ItemId(ring + "-" + i), ring));
      }
    }
    java.util.Collections.shuffle(all, new java.util.Random(5));
    Map<Integer, Integer> kept = new HashMap<>();
    List<NestedAudit.Candidate> first =
        all.stream()
            .filter(
                candidate ->
                    kept.merge(candidate.ring(), 1, Integer::sum)
                        <= AuditDesign.mostOfRing(
                            AuditDesign.mostItems(0.95, 0.05), 1.0 / (candidate.ring() + 1)))
            .toList();
    assertThat(first.size()).isLessThan(all.size());
    assertThat(play(new NestedAudit(design, first), id -> id.value().charAt(0) >= '5'))
        .isEqualTo(play(new NestedAudit(design, all), id -> id.value().charAt(0) >= '5'));
    // too few of a ring are known to say which items come first
    List<NestedAudit.Candidate> tooFew =
        all.stream().filter(candidate -> candidate.id().value().endsWith("77")).toList();
    assertThat(play(new NestedAudit(design, tooFew), id -> false).getKey().why())
        .contains("too many items of one ring");
  }
}
