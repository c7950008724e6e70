package io.labelloop.autolabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * How nested candidate sets are audited: which sets, with how many items at each look, and how many
 * mistakes a look allows. Fixed before the first item is audited, from the sizes of the rings
 * alone.
 *
 * <p>A set of {@code N} items is certified at a look if among its first {@code n} items in a seeded
 * order at most {@code x} are wrong, with {@code P(Hypergeometric(N, W + 1, n) <= x) <= alpha /
 * looks}. {@code W = floor((1 - precision) (N - A))} wrong items is the most that the set may hold
 * if its automatic labels, those of the items that are not audited, have to keep the precision
 * whatever the audit takes away; {@code A} is the most items that the audits of this set and of the
 * smaller ones can take. Sets are tested from the smallest on, each with the whole {@code alpha},
 * and the first that fails ends it: the probability that a set is certified that does not keep the
 * precision is at most {@code alpha} (docs/methods/auto-labels.md).
 */
public final class AuditDesign {
  // looks at n, 2n, 4n items
  private static final int MOST_LOOKS = 3;
  // a first set that would be audited by more than half is no saving
  private static final int SMALLEST_SHARE = 2;
  // the seeded order draws unevenly; beyond so many standard deviations the audit gives up
  private static final double DEVIATIONS = 4;

  private final double precision;
  private final double alpha;
  private final int[] ringSizes;
  private final int firstSet;
  private final int[] looks;

  private AuditDesign(double precision, double alpha, int[] ringSizes, int firstSet, int[] looks) {
    this.precision = precision;
    this.alpha = alpha;
    this.ringSizes = ringSizes.clone();
    this.firstSet = firstSet;
    this.looks = looks.clone();
  }

  /**
   * The design for rings of these sizes: as many looks as possible, up to three, and with them the
   * smallest set that can be certified by an audit of at most half of it. With one look a single
   * mistake would end the audit.
   *
   * @param precision of the automatic labels, in {@code (0, 1)}
   * @param alpha the error of the whole audit, in {@code (0, 1)}
   * @param ringSizes items of each ring, the most confident first
   * @return nothing if there are too few items
   */
  public static Optional<AuditDesign> of(double precision, double alpha, int[] ringSizes) {
    for (int looks = MOST_LOOKS; looks >= 1; looks--) {
      for (int set = 0; set < ringSizes.length; set++) {
        Optional<AuditDesign> design = of(precision, alpha, ringSizes, set, looks);
        if (design.isPresent()) {
          return design;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<AuditDesign> of(
      double precision, double alpha, int[] ringSizes, int set, int looks) {
    int last = 1 << (looks - 1);
    int most = Math.min(mostItems(precision, alpha), size(ringSizes, set) / SMALLEST_SHARE) / last;
    for (int n = withoutMistake(precision, alpha / looks); n <= most; n++) {
      int first = n;
      var design =
          new AuditDesign(
              precision,
              alpha,
              ringSizes,
              set,
              IntStream.range(0, looks).map(look -> first << look).toArray());
      if (design.certifies(set, 0, 0)) {
        return Optional.of(design);
      }
    }
    return Optional.empty();
  }

  /** The most items that any design audits of one set: what has to be drawn before it is made. */
  public static int mostItems(double precision, double alpha) {
    // for the items that the audit itself takes away a first look is somewhat larger
    return (withoutMistake(precision, alpha / MOST_LOOKS) * 3 / 2) << (MOST_LOOKS - 1);
  }

  // the smallest audit without a mistake that certifies a large set
  private static int withoutMistake(double precision, double alpha) {
    return (int) Math.ceil(Math.log(alpha) / Math.log(precision));
  }

  /**
   * The most items of a ring that the audits of its set look at, by the ring's share of the set.
   */
  public static int mostOfRing(int setItems, double share) {
    double expected = setItems * share;
    double deviation = Math.sqrt(expected * (1 - share));
    return (int) Math.min(setItems, Math.ceil(expected + DEVIATIONS * deviation + DEVIATIONS));
  }

  /** The first set that is tested, counted from 0. */
  public int firstSet() {
    return firstSet;
  }

  public int sets() {
    return ringSizes.length;
  }

  /** The number of audited items at each look. */
  public List<Integer> looks() {
    return IntStream.of(looks).boxed().toList();
  }

  /** The items of a ring. */
  int ringSize(int ring) {
    return ringSizes[ring];
  }

  /** The items of a set. */
  public int size(int set) {
    return size(ringSizes, set);
  }

  private static int size(int[] ringSizes, int set) {
    return IntStream.rangeClosed(0, set).map(ring -> ringSizes[ring]).sum();
  }

  /** The most items that the audits of a set and of the smaller ones may take out of it. */
  public int mostAudited(int set) {
    int last = looks[looks.length - 1];
    int most = Math.min(last, size(firstSet));
    for (int ring = firstSet + 1; ring <= set; ring++) {
      most += mostOfRing(Math.min(last, size(ring)), (double) ringSizes[ring] / size(ring));
    }
    return most;
  }

  /** Whether a look certifies a set. */
  public boolean certifies(int set, int look, int mistakes) {
    return pValue(set, look, mistakes) <= alpha / looks.length;
  }

  /** The probability of at most so many mistakes at a look if the set just failed the precision. */
  public double pValue(int set, int look, int mistakes) {
    int items = size(set);
    int wrong = (int) Math.floor((1 - precision) * Math.max(0, items - mostAudited(set)));
    int audited = Math.min(looks[look], items);
    return HypergeometricDistribution.of(items, Math.min(items, wrong + 1), audited)
        .cumulativeProbability(mistakes);
  }

  /** Whether so many mistakes leave no look of a set that could certify it. */
  public boolean hopeless(int set, int mistakes) {
    return IntStream.range(0, looks.length).noneMatch(look -> certifies(set, look, mistakes));
  }

  /** What the audit of a large pool takes at least, if it finds no mistake: for plans. */
  public static List<Integer> plannedLooks(double precision, double alpha) {
    int first = withoutMistake(precision, alpha / MOST_LOOKS);
    var looks = new ArrayList<Integer>();
    for (int look = 0; look < MOST_LOOKS; look++) {
      looks.add(first << look);
    }
    return looks;
  }
}
