package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.sequence.TagTransitions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceStrategiesTest {
  private static final Offset<Double> EXACTLY = within(1e-12);
  // O, B and I of one type; at each of two tokens O has probability .8 and B .2 but for validity
  private static final TagDistribution TWO_TOKENS = independent(2, Math.log(0.8), Math.log(0.2));

  private static TagDistribution independent(int tokens, double outside, double begin) {
    double[][] emissions = new double[tokens][];
    Arrays.fill(emissions, new double[] {outside, begin, Double.NEGATIVE_INFINITY});
    return new TagDistribution(
        TagTransitions.firstOrder(3, (beforePrevious, previous, tag) -> 0), emissions);
  }

  private static double score(String name, TagDistribution distribution) {
    return SequenceStrategies.named(name, false).orElseThrow().score(distribution);
  }

  @Test
  void scores_ofTwoIndependentTokens_areThoseComputedByHand() {
    // the paths OO .64, OB .16, BO .16, BB .04
    double perToken = -0.8 * Math.log(0.8) - 0.2 * Math.log(0.2);
    assertThat(score("least-confidence", TWO_TOKENS)).isCloseTo(0.36, EXACTLY);
    assertThat(score("mnlp", TWO_TOKENS)).isCloseTo(-Math.log(0.64) / 2, EXACTLY);
    assertThat(score("margin", TWO_TOKENS)).isCloseTo(1 - (0.64 - 0.16), EXACTLY);
    assertThat(score("token-entropy", TWO_TOKENS)).isCloseTo(perToken, EXACTLY);
    assertThat(score("total-token-entropy", TWO_TOKENS)).isCloseTo(2 * perToken, EXACTLY);
    // independent tokens: the entropy of the whole is the sum, and all four paths are among the 15
    assertThat(score("sequence-entropy", TWO_TOKENS)).isCloseTo(2 * perToken, EXACTLY);
    assertThat(score("n-best-entropy", TWO_TOKENS)).isCloseTo(2 * perToken, EXACTLY);
    assertThat(score("random", TWO_TOKENS)).isZero();
  }

  @Test
  void nBestEntropy_ofManyPaths_looksAtTheBestFifteenOnly() {
    // of 2^10 equal paths any 15 are as good as others
    TagDistribution uniform = independent(10, 0, 0);
    assertThat(score("n-best-entropy", uniform)).isCloseTo(Math.log(15), within(1e-9));
    assertThat(score("sequence-entropy", uniform)).isCloseTo(10 * Math.log(2), within(1e-9));
  }

  @Test
  void scores_ofACertainSentence_areZero() {
    TagDistribution certain = independent(3, 0, -1e9);
    for (String name : SequenceStrategies.names()) {
      assertThat(score(name, certain)).as(name).isCloseTo(0, EXACTLY);
    }
  }

  @Test
  void committeeScores_ofThreeMembers_areThoseComputedByHand() {
    // two members say O with .8, one says B with .8; tokens are independent
    TagDistribution other = independent(2, Math.log(0.2), Math.log(0.8));
    List<TagDistribution> members = List.of(TWO_TOKENS, TWO_TOKENS, other);
    double votes = -2 / 3.0 * Math.log(2 / 3.0) - 1 / 3.0 * Math.log(1 / 3.0);
    double meanOfO = 0.6;
    double kl =
        (2 * (0.8 * Math.log(0.8 / meanOfO) + 0.2 * Math.log(0.2 / 0.4))
                + 0.2 * Math.log(0.2 / meanOfO)
                + 0.8 * Math.log(0.8 / 0.4))
            / 3;
    assertThat(committeeScore("vote-entropy", members)).isCloseTo(votes, EXACTLY);
    assertThat(committeeScore("committee-kl", members)).isCloseTo(kl, EXACTLY);
    // who agrees, however unsure, has nothing to learn from another
    for (String name : List.of("vote-entropy", "committee-kl")) {
      assertThat(committeeScore(name, List.of(TWO_TOKENS, TWO_TOKENS))).isCloseTo(0, EXACTLY);
      assertThat(SequenceStrategies.named(name, true).orElseThrow().committee())
          .isEqualTo(QueryStrategies.COMMITTEE);
      assertThat(SequenceStrategies.named(name, true).orElseThrow().score(members))
          .isCloseTo(committeeScore(name, members) / 2, EXACTLY);
    }
    // whoever needs the model alone takes the first
    assertThat(committeeScore("mnlp", members)).isEqualTo(score("mnlp", TWO_TOKENS));
  }

  private static double committeeScore(String name, List<TagDistribution> members) {
    return SequenceStrategies.named(name, false).orElseThrow().score(members);
  }

  @Test
  void perToken_dividesByTheLength() {
    for (String name : SequenceStrategies.names()) {
      assertThat(SequenceStrategies.named(name, true).orElseThrow().score(TWO_TOKENS))
          .as(name)
          .isCloseTo(score(name, TWO_TOKENS) / 2, EXACTLY);
    }
  }

  @Test
  void ranked_byAPortfolio_isBordasCount() {
    StrategySpec spec =
        new StrategySpec(
            StrategySpec.PORTFOLIO,
            List.of(StrategySpec.named("mnlp"), StrategySpec.named("margin")),
            OptionalDouble.empty(),
            OptionalInt.empty());
    SequenceStrategy portfolio = SequenceStrategies.of(spec, false);
    var ties = new SeededOrder(1, "ties");
    // points of 4 candidates: a 4 + 1, b 3 + 4, c 2 + 3, d 1 + 2
    Map<ItemId, double[]> scores =
        Map.of(
            new ItemId("a"), new double[] {9, 1},
            new ItemId("b"), new double[] {8, 7},
            new ItemId("c"), new double[] {7, 3},
            new ItemId("d"), new double[] {6, 2});

    List<ItemId> ranked = portfolio.ranked(scores, ties);

    assertThat(portfolio.name()).isEqualTo("portfolio(mnlp, margin)");
    assertThat(ranked).hasSize(4).startsWith(new ItemId("b")).endsWith(new ItemId("d"));
    List<ItemId> tied = new ArrayList<>(List.of(new ItemId("a"), new ItemId("c")));
    tied.sort(ties);
    assertThat(ranked.subList(1, 3)).isEqualTo(tied);
    assertThat(portfolio.candidates(10)).isEqualTo(30);
    assertThat(portfolio.uniformCandidates()).isEqualTo(QueryStrategies.UNIFORM);
    // alone, a score ranks by itself
    SequenceStrategy alone = SequenceStrategies.of(StrategySpec.named("mnlp"), false);
    assertThat(alone.ranked(scores, ties)).startsWith(new ItemId("a"), new ItemId("b"));
    assertThat(alone.candidates(10)).isEqualTo(10);
    assertThat(alone.uniformCandidates()).isZero();
  }

  @Test
  void named_anUnknownName_isNothing() {
    assertThat(SequenceStrategies.named("margin-cluster", false)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scores_ofFlatterWeights_areHigher(long seed) {
    var random = new Random(seed);
    double[][] emissions = new double[6][5];
    for (double[] row : emissions) {
      Arrays.setAll(row, i -> 3 * random.nextGaussian());
    }
    double[][] flatter =
        Arrays.stream(emissions)
            .map(row -> Arrays.stream(row).map(x -> x / 4).toArray())
            .toArray(double[][]::new);
    TagTransitions transitions = TagTransitions.firstOrder(5, (beforePrevious, previous, tag) -> 0);
    for (String name :
        List.of(
            "mnlp",
            "least-confidence",
            "token-entropy",
            "total-token-entropy",
            "sequence-entropy")) {
      assertThat(score(name, new TagDistribution(transitions, flatter)))
          .as(name)
          .isGreaterThan(score(name, new TagDistribution(transitions, emissions)));
    }
  }
}
