package io.labelloop.query;

/**
 * The two largest of an item's class probabilities.
 *
 * @param first the largest; 0 if there is no class with a probability
 * @param second the next, equal to the first where two classes tie
 */
record TopTwo(double first, double second) {
  static TopTwo of(double[] probabilities) {
    double first = 0;
    double second = 0;
    for (double p : probabilities) {
      if (p > first) {
        second = first;
        first = p;
      } else if (p > second) {
        second = p;
      }
    }
    return new TopTwo(first, second);
  }
}
