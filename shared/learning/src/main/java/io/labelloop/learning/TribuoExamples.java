package io.labelloop.learning;

import io.labelloop.model.LabeledVector;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.stream.DoubleStream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A training set as Tribuo's own trainers take it: entries that are not zero, by name. */
final class TribuoExamples {
  private TribuoExamples() {}

  /**
   * The examples without the features that fewer of them have.
   *
   * @param fewest in how many examples a feature must not be zero
   */
  static MutableDataset<Label> of(TrainingSet set, int fewest) {
    int[] counts = new int[set.space().size()];
    for (LabeledVector example : set.examples()) {
      example.features().forEach((index, value) -> counts[index] += value != 0 ? 1 : 0);
    }
    MutableDataset<Label> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "consolidated labels of a campaign",
                OffsetDateTime.ofInstant(set.trainedAt(), ZoneOffset.UTC),
                new LabelFactory()),
            new LabelFactory());
    for (LabeledVector example : set.examples()) {
      dataset.add(example(set, example, counts, fewest));
    }
    return dataset;
  }

  private static ArrayExample<Label> example(
      TrainingSet set, LabeledVector example, int[] counts, int fewest) {
    var names = new ArrayList<String>();
    var values = DoubleStream.builder();
    example
        .features()
        .forEach(
            (index, value) -> {
              if (value != 0 && counts[index] >= fewest) {
                names.add(ModelMetadata.nameOf(index));
                values.add(value);
              }
            });
    return new ArrayExample<>(
        new Label(set.classes().name(example.label())),
        names.toArray(String[]::new),
        values.build().toArray());
  }
}
