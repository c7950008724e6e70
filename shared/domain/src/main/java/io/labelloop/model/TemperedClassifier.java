package io.labelloop.model;

import io.labelloop.numeric.Vector;
import java.util.List;

/** A model whose probabilities are taken at a temperature; its stored form is the model's own. */
record TemperedClassifier(Classifier model, Temperature temperature) implements Classifier {
  @Override
  public ClassLabels classes() {
    return model.classes();
  }

  @Override
  public double[] probabilities(Vector features) {
    return temperature.applyTo(model.probabilities(features));
  }

  @Override
  public List<Classifier> members() {
    return model.members();
  }

  @Override
  public byte[] toBytes() {
    return model.toBytes();
  }
}
