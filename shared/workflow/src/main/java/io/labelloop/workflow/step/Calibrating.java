package io.labelloop.workflow.step;

import io.labelloop.estimation.Reliability;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.OutOfFold;
import io.labelloop.model.Temperature;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.ConsolidatedLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calibrates a round's model by a temperature, fitted to training labels that were held out in
 * turn. Certification items are only looked at to say how well it went.
 */
final class Calibrating {
  private Calibrating() {}

  /** The calibration of a round's model, made once. */
  static Calibration decide(Campaign campaign, int round, Classifier model, FeatureSpace features) {
    return campaign
        .documents()
        .decided(
            campaign.keys().calibration(round),
            Calibration.class,
            () -> calibrate(campaign, round, model, features));
  }

  private static Calibration calibrate(
      Campaign campaign, int round, Classifier model, FeatureSpace features) {
    List<LabeledVector> examples = TrainingExamples.of(campaign, round, features);
    Learner learner = HyperParameters.ofRound(campaign, round);
    OutOfFold heldOut =
        OutOfFold.by(learner, features, campaign.labels(), examples, campaign.spec().seed());
    Temperature temperature = heldOut.temperature();
    var diagrams = new ArrayList<Calibration.Diagram>();
    diagrams.add(diagram(Calibration.TRAINING, heldOut.rows(), heldOut.labels(), temperature));
    var rows = new ArrayList<double[]>();
    var labels = new ArrayList<Integer>();
    Map<ItemId, ConsolidatedLabels.Label> consolidated = campaign.consolidatedLabels(round);
    for (BatchItem item : campaign.asked(round)) {
      ConsolidatedLabels.Label label = consolidated.get(item.id());
      if (label != null && item.stream() == Stream.CERTIFICATION) {
        rows.add(model.probabilities(features.vectorOf(item.content())));
        labels.add(label.label());
      }
    }
    if (!rows.isEmpty()) {
      diagrams.add(diagram(Calibration.CERTIFICATION, rows, labels, temperature));
    }
    return new Calibration(
        Calibration.VERSION, round, temperature.value(), heldOut.rows().size(), diagrams);
  }

  private static Calibration.Diagram diagram(
      String of, List<double[]> rows, List<Integer> labels, Temperature temperature) {
    Reliability before = Reliability.of(rows, labels);
    Reliability after = Reliability.of(rows.stream().map(temperature::applyTo).toList(), labels);
    return new Calibration.Diagram(
        of,
        rows.size(),
        before.expectedCalibrationError(),
        after.expectedCalibrationError(),
        before.bins(),
        after.bins());
  }
}
