package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TaggedSentence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.crf.CRFModel;
import org.tribuo.sequence.SequenceExample;
import org.tribuo.sequence.SequenceModel;

class CrfLearnerTest {
  private static final TagSet TAGS =
      new TagSet(new ClassLabels(List.of("person", "place", "never")));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> PEOPLE = List.of("Ada", "Bob", "Eve", "Ken", "Liv");
  private static final List<String> PLACES = List.of("Rome", "York", "Oslo", "Lima", "Bonn");

  private static List<TaggedSentence> training(int sentences) {
    var random = new Random(1);
    var all = new ArrayList<TaggedSentence>();
    for (int i = 0; i < sentences; i++) {
      String person = PEOPLE.get(random.nextInt(5));
      String place = PLACES.get(random.nextInt(5));
      all.add(
          new TaggedSentence(
              new ItemId("s%03d".formatted(i)),
              List.of(person, "Hill", "moved", "to", place, "."),
              TAGS.parse(List.of("B-person", "I-person", "O", "O", "B-place", "O"))));
    }
    return all;
  }

  private static CrfModel trained() {
    return new CrfLearner().train(TAGS, training(40), 1, NOON);
  }

  @Test
  void distribution_ofNewNames_findsThemByTheirPlace() {
    TagSequence tags =
        trained().distribution(List.of("Zoe", "Hill", "moved", "to", "Paris", ".")).best().tags();
    assertThat(TAGS.names(tags)).containsExactly("B-person", "I-person", "O", "O", "B-place", "O");
  }

  @Test
  void distribution_ofATypeThatTrainingLacked_isPossibleButRare() {
    double[][] marginals = trained().distribution(List.of("Zoe", "moved")).marginals();
    assertThat(marginals[0][TagSet.begin(2)]).isPositive().isLessThan(0.02);
    assertThat(Arrays.stream(marginals[0]).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void train_ofShuffledSentences_writesTheSameBytesWhichAreReadAgain() {
    CrfModel model = trained();
    var shuffled = new ArrayList<>(training(40));
    Collections.shuffle(shuffled, new Random(2));
    var learner = new CrfLearner();
    assertThat(learner.train(TAGS, shuffled, 1, NOON).toBytes()).isEqualTo(model.toBytes());
    CrfModel read = learner.read(TAGS, model.toBytes());
    List<String> tokens = List.of("Ada", "to", "Rome");
    assertThat(read.distribution(tokens).marginals())
        .isDeepEqualTo(model.distribution(tokens).marginals());
  }

  @Test
  void train_ofSentencesWithoutEntities_predictsNone() {
    var nothing =
        List.of(new TaggedSentence(new ItemId("a"), List.of("no", "one"), TagSequence.of(0, 0)));
    CrfModel model = new CrfLearner().train(TAGS, nothing, 1, NOON);
    assertThat(model.distribution(List.of("no", "place")).best().tags())
        .isEqualTo(TagSequence.of(0, 0));
  }

  @Test
  void storedModel_isReadByTribuo_whichPredictsTheSame() throws IOException {
    CrfModel model = trained();
    var tribuo =
        (CRFModel) SequenceModel.deserializeFromStream(new ByteArrayInputStream(model.toBytes()));
    List<String> tokens = List.of("Ken", "Hill", "moved", "to", "Lima", ".");
    List<List<Feature>> features =
        TokenFeatures.of(tokens).stream()
            .map(names -> names.stream().map(name -> new Feature(name, 1)).toList())
            .toList();
    List<Prediction<Label>> predicted =
        tribuo.predict(SequenceExample.createWithEmptyOutputs(features, new LabelFactory()));
    assertThat(predicted.stream().map(p -> p.getOutput().getLabel()))
        .containsExactlyElementsOf(TAGS.names(model.distribution(tokens).best().tags()));
  }

  @Test
  void read_ofOtherBytes_saysWhatIsAccepted() {
    byte[] model = trained().toBytes();
    var learner = new CrfLearner();
    assertThatThrownBy(() -> learner.read(TAGS, Arrays.copyOf(model, model.length / 2)))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("no complete Tribuo sequence model");
    assertThatThrownBy(
            () -> learner.read(new TagSet(new ClassLabels(List.of("person", "place"))), model))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("entity types must be [person, place], but were");
  }

  @Test
  void features_ofAToken_nameItsFormItsAffixesAndItsNeighbours() {
    assertThat(TokenFeatures.of(List.of("In", "McDonald's", "2x")).get(1))
        .contains(
            "word=mcdonald's",
            "shape=XxXxxxxx'x",
            "form=XxXx'x",
            "prefix=mc",
            "suffix=d's",
            "word-1=in",
            "form1=9x",
            "word2= end")
        .doesNotHaveDuplicates();
  }
}
