package io.labelloop.budget;

import java.util.ArrayList;
import java.util.List;

/** Which of several costs a sum pays for. */
public final class FittingCosts {
  private FittingCosts() {}

  /**
   * Each in turn that still fits beside those before it. The same ones fit into what they cost
   * together.
   *
   * @return their indices, ascending
   */
  public static List<Integer> of(List<Money> costs, Money sum) {
    var fitting = new ArrayList<Integer>();
    Money left = sum;
    for (int i = 0; i < costs.size(); i++) {
      if (!costs.get(i).isMoreThan(left)) {
        left = left.minus(costs.get(i));
        fitting.add(i);
      }
    }
    return fitting;
  }
}
