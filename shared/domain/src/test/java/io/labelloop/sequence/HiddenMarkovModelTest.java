package io.labelloop.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.pool.ItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenMarkovModelTest {
  private static final TagSet TAGS = new TagSet(new ClassLabels(List.of("person", "place")));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static TaggedSentence sentence(String id, String tokens, String tags) {
    return new TaggedSentence(
        new ItemId(id),
        Arrays.asList(tokens.split(" ")),
        TAGS.parse(Arrays.asList(tags.split(" "))));
  }

  private static final List<TaggedSentence> TRAINING =
      List.of(
          sentence("1", "Ada lives in Turin", "B-person O O B-place"),
          sentence("2", "Bob lives in York", "B-person O O B-place"),
          sentence("3", "we met Ada Smith in Turin", "O O B-person I-person O B-place"));

  @Test
  void distribution_ofOneTokenAtFirstOrder_isTheSmoothedProductOfCounts() {
    // one type and the sentences "a b" O O and "a" B: singles O 2, B 1, I 0.1 (unseen), total 3.1
    var tags = new TagSet(new ClassLabels(List.of("x")));
    var training =
        List.of(
            new TaggedSentence(new ItemId("1"), List.of("a", "b"), TagSequence.of(0, 0)),
            new TaggedSentence(new ItemId("2"), List.of("a"), TagSequence.of(1)));
    HiddenMarkovModel model = new HiddenMarkovLearner(1).train(tags, training, 1, NOON);
    // deleted interpolation: after the start, O and B once each: pairs (1-1)/(2-1) = 0, singles
    // O (2-1)/(3.1-1) = .476, B 0; O after O: pair (1-1)/(1-1) = 0, single .476.
    // Run start-O votes for one tag, start-B (all 0) for two, O-O for one: 2 and 1 votes, with one
    // more each 3/5 and 2/5
    double outside = 3.0 / 5 * 2 / 3.1 + 2.0 / 5 / 2;
    double begin = 3.0 / 5 * 1 / 3.1 + 2.0 / 5 / 2;
    // "a" was met once under O and once under B; its share of all words is (2 + 1) / (3 + 1)
    double underOutside = (1 + 0.75) / (2 + 1);
    double underBegin = (1 + 0.75) / (1 + 1);
    double expected = outside * underOutside / (outside * underOutside + begin * underBegin);
    assertThat(model.distribution(List.of("a")).marginals()[0][0])
        .isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2})
  void distribution_ofNewNames_findsThemByTheirPlaceAndForm(int order) {
    HiddenMarkovModel model = new HiddenMarkovLearner(order).train(TAGS, TRAINING, 1, NOON);
    assertThat(TAGS.names(model.distribution(List.of("Eve", "lives", "in", "Rome")).best().tags()))
        .containsExactly("B-person", "O", "O", "B-place");
  }

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2})
  void train_ofShuffledSentences_writesTheSameBytesWhichAreReadAgain(int order) {
    var learner = new HiddenMarkovLearner(order);
    HiddenMarkovModel model = learner.train(TAGS, TRAINING, 1, NOON);
    var shuffled = new ArrayList<>(TRAINING);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(learner.train(TAGS, shuffled, 1, NOON).toBytes()).isEqualTo(model.toBytes());

    HiddenMarkovModel read = learner.read(TAGS, model.toBytes());
    assertThat(read.toBytes()).isEqualTo(model.toBytes());
    List<String> tokens = List.of("Ada", "met", "York");
    assertThat(read.distribution(tokens).marginals())
        .isDeepEqualTo(model.distribution(tokens).marginals());
  }

  @Test
  void interpolation_ofAnyHistory_sumsToOneOverTheTagsThatMayFollow() {
    var interpolation =
        new TagInterpolation(TAGS.size(), 2, TagCounts.of(TAGS, TRAINING).runs(), 0.1);
    for (int beforePrevious = -1; beforePrevious < TAGS.size(); beforePrevious++) {
      for (int previous = -1; previous < TAGS.size(); previous++) {
        double sum = 0;
        for (int tag = 0; tag < TAGS.size(); tag++) {
          if (TagSet.mayFollow(Math.max(0, previous), tag)) {
            sum += Math.exp(interpolation.of(beforePrevious, previous, tag));
          }
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
      }
    }
    assertThat(Arrays.stream(interpolation.weights()).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void read_ofOtherBytes_saysWhatIsAccepted() {
    var learner = new HiddenMarkovLearner(1);
    byte[] model = learner.train(TAGS, TRAINING, 1, NOON).toBytes();
    assertThatThrownBy(() -> learner.read(TAGS, Arrays.copyOf(model, model.length / 2)))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("no complete hidden Markov model");
    assertThatThrownBy(() -> new HiddenMarkovLearner(2).read(TAGS, model))
        .hasMessageContaining("order must be 2, but was 1");
    assertThatThrownBy(
            () -> learner.read(new TagSet(new ClassLabels(List.of("person", "thing"))), model))
        .hasMessageContaining("entity types must be [\"person\",\"thing\"], but was");
    String newer =
        new String(model, StandardCharsets.UTF_8).replace("\"version\":1", "\"version\":2");
    assertThatThrownBy(() -> learner.read(TAGS, newer.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("version must be 1, but was 2");
  }

  @Test
  void wordClass_ofWords_isWhatTheyLookLike() {
    assertThat(
            List.of(
                    "https://t.co/x",
                    "@ann",
                    "#nlp",
                    "3.5%",
                    "B2B",
                    "J.",
                    "USA",
                    "Turin",
                    "iPhone",
                    "in",
                    "!!",
                    "3.x")
                .stream()
                .map(WordClass::of))
        .containsExactly(
            WordClass.ADDRESS,
            WordClass.MENTION,
            WordClass.HASHTAG,
            WordClass.NUMBER,
            WordClass.WITH_DIGIT,
            WordClass.INITIAL,
            WordClass.ALL_CAPITALS,
            WordClass.CAPITALIZED,
            WordClass.MIXED_CASE,
            WordClass.LOWER_CASE,
            WordClass.NO_LETTER,
            WordClass.WITH_DIGIT);
  }
}
