package io.labelloop.query;

import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import java.util.List;

/**
 * The gradients of the log-loss that candidates would have if the model's own prediction were their
 * label, as points: {@code (p - e_y) x'}, {@code y} the most probable class and {@code x'} the
 * vector with a 1 for the intercept.
 *
 * <p>Never written out: {@code <g_i, g_j> = <r_i, r_j> (1 + <x_i, x_j>)} with {@code r = p - e_y},
 * so a point costs its classes plus its stored entries instead of their product.
 */
final class GradientEmbeddings implements Points {
  private final List<Candidate> candidates;
  private final double[][] residuals;
  private final double[] squaredNorms;

  GradientEmbeddings(List<Candidate> candidates) {
    this.candidates = candidates;
    this.residuals = new double[candidates.size()][];
    this.squaredNorms = new double[candidates.size()];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = candidates.get(i).probabilities().clone();
      residuals[i][ArgMax.of(residuals[i])] -= 1;
      squaredNorms[i] =
          dot(residuals[i], residuals[i]) * (1 + candidates.get(i).features().squaredNorm());
    }
  }

  @Override
  public int size() {
    return residuals.length;
  }

  @Override
  public void squaredDistances(int from, double[] into) {
    Vector center = candidates.get(from).features();
    double[] dense = new double[center.size()];
    center.addTo(dense, 1);
    for (int i = 0; i < into.length; i++) {
      double product =
          dot(residuals[i], residuals[from]) * (1 + candidates.get(i).features().dot(dense));
      into[i] = Math.max(0, squaredNorms[i] - 2 * product + squaredNorms[from]);
    }
  }

  @Override
  public double squaredNorm(int point) {
    return squaredNorms[point];
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      sum += left[k] * right[k];
    }
    return sum;
  }
}
