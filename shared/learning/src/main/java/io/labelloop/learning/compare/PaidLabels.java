package io.labelloop.learning.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * How many labels are paid for by each round: those that teach, and those of a validation stream.
 * Whatever is held against whatever has paid the same in the end.
 *
 * <p>A validation stream is paid right after the seed set, so the first two numbers have the same
 * model but for what the stream decides. Each round then adds a batch; the last may be smaller, so
 * that no arm pays more than one without such a stream.
 *
 * @param validation 0 for none
 * @param paid ascending; the first is the seed set alone
 */
record PaidLabels(int validation, List<Integer> paid) {
  PaidLabels {
    paid = List.copyOf(paid);
  }

  /**
   * Plans a run.
   *
   * @param rounds how many batches an arm without a validation stream pays for
   * @throws IllegalArgumentException if the validation stream leaves no label for a batch
   */
  static PaidLabels of(int seedSet, int batch, int rounds, int validation, String name) {
    int last = seedSet + rounds * batch;
    if (seedSet + validation >= last) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' pays for "
              + validation
              + " labels of a validation stream, but after the seed set there are only "
              + rounds * batch
              + " labels in all; take more or larger batches, or a smaller validation stream");
    }
    var paid = new ArrayList<Integer>();
    paid.add(seedSet);
    if (validation > 0) {
      paid.add(seedSet + validation);
    }
    while (paid.getLast() < last) {
      paid.add(Math.min(last, paid.getLast() + batch));
    }
    return new PaidLabels(validation, paid);
  }

  /** How many models are trained. */
  int models() {
    return validation > 0 ? paid.size() - 1 : paid.size();
  }

  /** How many items are asked about after a model, from 0 on; not after the last. */
  int batchAfter(int model) {
    int before = paid.size() - models() + model;
    return paid.get(before + 1) - paid.get(before);
  }
}
