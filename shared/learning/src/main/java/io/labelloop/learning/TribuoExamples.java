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

  static MutableDataset<Label> of(TrainingSet set) {
    MutableDataset<Label> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "consolidated labels of a campaign",
                OffsetDateTime.ofInstant(set.trainedAt(), ZoneOffset.UTC),
                new LabelFactory()),
            new LabelFactory());
    for (LabeledVector example : set.examples()) {
      dataset.add(example(set, example));
    }
    return dataset;
  }

  private static ArrayExample<Label> example(TrainingSet set, LabeledVector example) {
    var names = new ArrayList<String>();
    var values = DoubleStream.builder();
    example
        .features()
        .forEach(
            (index, value) -> {
              if (value != 0) {
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
