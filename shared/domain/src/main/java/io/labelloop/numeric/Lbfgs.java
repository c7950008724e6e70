package io.labelloop.numeric;

/**
 * Limited-memory BFGS: minimises a smooth function, to a local minimum unless it is convex, from
 * its values and gradients, keeping the last {@value #MEMORY} steps instead of a Hessian.
 *
 * <p>The direction is the two-loop recursion; the step length satisfies the weak Wolfe conditions,
 * found by bisection. Ends when no entry of the gradient exceeds the tolerance, when rounding
 * leaves no better point, or after the given number of iterations; the result says which. One
 * iteration costs one evaluation, seldom more, and {@code 4 * MEMORY} passes over the variables.
 * The same input gives the same bits.
 *
 * <p>Nocedal, Wright: Numerical Optimization, 2nd ed., 2006, algorithms 7.4 and 7.5. Lewis,
 * Overton: Nonsmooth optimization via quasi-Newton methods. Mathematical Programming 141, 2013,
 * algorithm 2.6 (the line search).
 */
public final class Lbfgs {
  /* A library's minimiser was looked at first: Apache OpenNLP's QNMinimizer (2.5.6) stops at a
   * relative change of the value of 1e-4, a constant that cannot be set. That is too early for
   * bytes that should not depend on how far an optimiser felt like going. */

  static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int LONGEST_LINE_SEARCH = 40;

  private Lbfgs() {}

  /** A function of several variables that has a gradient everywhere. */
  @FunctionalInterface
  public interface Smooth {
    /** Returns the value at a point and overwrites {@code gradient} with the gradient there. */
    double at(double[] point, double[] gradient);
  }

  /**
   * Where a minimisation ended.
   *
   * @param point the best point found
   * @param value the function's value there
   * @param largestGradient the largest absolute entry of the gradient there
   * @param iterations the number of steps taken
   * @param converged whether the tolerance was met
   */
  @SuppressWarnings("ArrayRecordComponent") // as long as the model's weights, and read once
  public record Minimum(
      double[] point, double value, double largestGradient, int iterations, boolean converged) {}

  /**
   * Minimises.
   *
   * @param start the first point; not changed
   * @param tolerance the largest absolute entry that a gradient may have at the end
   * @param mostIterations at least 1
   */
  public static Minimum minimize(
      Smooth function, double[] start, double tolerance, int mostIterations) {
    int n = start.length;
    double[] x = start.clone();
    double[] gradient = new double[n];
    double value = function.at(x, gradient);
    double[] nextX = new double[n];
    double[] nextGradient = new double[n];
    double[] direction = new double[n];
    History history = new History(n);
    int iteration = 0;
    while (largest(gradient) > tolerance && iteration < mostIterations) {
      history.direction(gradient, direction);
      double slope = dot(gradient, direction);
      if (slope >= 0) {
        // rounding can spoil the curvature pairs close to the minimum: start again from the
        // gradient
        history.clear();
        history.direction(gradient, direction);
        slope = dot(gradient, direction);
      }
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      double step = history.isEmpty() ? 1 / Math.sqrt(-slope) : 1;
      double nextValue = Double.NaN;
      boolean found = false;
      for (int trial = 0; trial < LONGEST_LINE_SEARCH && !found; trial++) {
        for (int i = 0; i < n; i++) {
          nextX[i] = x[i] + step * direction[i];
        }
        nextValue = function.at(nextX, nextGradient);
        // written so that a NaN counts as too far
        if (!(nextValue <= value + SUFFICIENT_DECREASE * step * slope)) {
          high = step;
        } else if (dot(nextGradient, direction) < CURVATURE * slope) {
          low = step;
        } else {
          found = true;
        }
        if (!found) {
          step = Double.isInfinite(high) ? 2 * step : (low + high) / 2;
        }
      }
      if (!found) {
        if (history.isEmpty()) {
          break;
        }
        history.clear();
        continue;
      }
      history.add(x, nextX, gradient, nextGradient);
      double[] swap = x;
      x = nextX;
      nextX = swap;
      swap = gradient;
      gradient = nextGradient;
      nextGradient = swap;
      value = nextValue;
      iteration++;
    }
    double largest = largest(gradient);
    return new Minimum(x, value, largest, iteration, largest <= tolerance);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] gradient) {
    double largest = 0;
    for (double entry : gradient) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  /** The last steps and changes of the gradient, in a ring. */
  private static final class History {
    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] products = new double[MEMORY];
    private final double[] alphas = new double[MEMORY];
    private final int variables;
    private int added;

    History(int variables) {
      this.variables = variables;
    }

    boolean isEmpty() {
      return added == 0;
    }

    void clear() {
      added = 0;
    }

    void add(double[] x, double[] nextX, double[] gradient, double[] nextGradient) {
      double product = 0;
      for (int i = 0; i < variables; i++) {
        product += (nextX[i] - x[i]) * (nextGradient[i] - gradient[i]);
      }
      // positive by the curvature condition, but for rounding; such a pair would turn the direction
      if (product <= 0) {
        return;
      }
      int slot = added % MEMORY;
      if (steps[slot] == null) {
        steps[slot] = new double[variables];
        changes[slot] = new double[variables];
      }
      for (int i = 0; i < variables; i++) {
        steps[slot][i] = nextX[i] - x[i];
        changes[slot][i] = nextGradient[i] - gradient[i];
      }
      products[slot] = product;
      added++;
    }

    /** Writes minus the approximate inverse Hessian times the gradient. */
    void direction(double[] gradient, double[] direction) {
      for (int i = 0; i < variables; i++) {
        direction[i] = -gradient[i];
      }
      int kept = Math.min(added, MEMORY);
      if (kept == 0) {
        return;
      }
      for (int age = 1; age <= kept; age++) {
        int slot = (added - age) % MEMORY;
        alphas[slot] = dot(steps[slot], direction) / products[slot];
        addTo(direction, changes[slot], -alphas[slot]);
      }
      int newest = (added - 1) % MEMORY;
      double scale = products[newest] / dot(changes[newest], changes[newest]);
      for (int i = 0; i < variables; i++) {
        direction[i] *= scale;
      }
      for (int age = kept; age >= 1; age--) {
        int slot = (added - age) % MEMORY;
        double beta = dot(changes[slot], direction) / products[slot];
        addTo(direction, steps[slot], alphas[slot] - beta);
      }
    }

    private static void addTo(double[] sum, double[] vector, double scale) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += scale * vector[i];
      }
    }
  }
}
