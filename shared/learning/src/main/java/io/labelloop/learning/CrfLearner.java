package io.labelloop.learning;

import io.labelloop.sequence.SequenceLearner;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TaggedSentence;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.crf.CRFModel;
import org.tribuo.classification.sgd.crf.CRFTrainer;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.sequence.MutableSequenceDataset;
import org.tribuo.sequence.SequenceExample;

/**
 * Trains a linear-chain conditional random field with Tribuo: stochastic gradient ascent of the
 * sentences' log-likelihood, with a rate for each weight (AdaGrad). A small number of passes, and
 * leaving out features that occurred once, stand in for a penalty.
 *
 * <p>Lafferty, McCallum, Pereira: Conditional random fields. ICML 2001. Duchi, Hazan, Singer:
 * Adaptive subgradient methods for online learning and stochastic optimization. JMLR 12, 2011.
 */
public final class CrfLearner implements SequenceLearner {
  static final double RATE = 0.1;
  static final int EPOCHS = 6;

  /** A feature that occurs less often in the training data is left out. */
  static final int FEWEST = 2;

  // keeps the first steps of a weight finite
  private static final double EPSILON = 0.1;
  // log messages of a library's training are for nobody
  private static final Logger TRIBUO = Logger.getLogger(CRFTrainer.class.getName());

  static {
    TRIBUO.setLevel(Level.OFF);
  }

  @Override
  public String name() {
    return "crf";
  }

  @Override
  public CrfModel train(TagSet tags, List<TaggedSentence> training, long seed, Instant trainedAt) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("training needs at least 1 sentence, but got none");
    }
    List<TaggedSentence> sorted =
        training.stream().sorted(Comparator.comparing(TaggedSentence::id)).toList();
    var dataset =
        new MutableSequenceDataset<>(
            examples(tags, sorted),
            new SimpleDataSourceProvenance(
                "consolidated labels of a campaign",
                OffsetDateTime.ofInstant(trainedAt, ZoneOffset.UTC),
                new LabelFactory()),
            new LabelFactory());
    CRFModel trained =
        new CRFTrainer(new AdaGrad(RATE, EPSILON), EPOCHS, Integer.MAX_VALUE, 1, seed)
            .train(dataset, Map.of());
    int tokens = sorted.stream().mapToInt(sentence -> sentence.tokens().size()).sum();
    return CrfModelFile.model(
        tags, trained, new CrfModelFile.Training(sorted.size(), tokens, seed, trainedAt));
  }

  @Override
  public CrfModel read(TagSet tags, byte[] stored) {
    return CrfModelFile.read(tags, stored);
  }

  private static List<SequenceExample<Label>> examples(TagSet tags, List<TaggedSentence> training) {
    List<List<List<String>>> features =
        training.stream().map(sentence -> TokenFeatures.of(sentence.tokens())).toList();
    Map<String, Integer> occurrences = new HashMap<>();
    features.forEach(
        sentence ->
            sentence.forEach(
                names -> names.forEach(name -> occurrences.merge(name, 1, Integer::sum))));
    var examples = new ArrayList<SequenceExample<Label>>();
    for (int i = 0; i < training.size(); i++) {
      var labels = new ArrayList<Label>();
      var kept = new ArrayList<List<Feature>>();
      for (List<String> names : features.get(i)) {
        labels.add(new Label(tags.name(training.get(i).tags().tag(labels.size()))));
        kept.add(
            names.stream()
                .filter(name -> occurrences.getOrDefault(name, 0) >= FEWEST)
                .map(name -> new Feature(name, 1))
                .toList());
      }
      examples.add(new SequenceExample<>(labels, kept));
    }
    return examples;
  }
}
