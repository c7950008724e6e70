package io.labelloop.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsTest {
  @Test
  void minimize_ofAQuadratic_findsItsVertex() {
    // (x - 3)^2 + 100 (y + 1)^2
    Lbfgs.Smooth quadratic =
        (point, gradient) -> {
          gradient[0] = 2 * (point[0] - 3);
          gradient[1] = 200 * (point[1] + 1);
          return (point[0] - 3) * (point[0] - 3) + 100 * (point[1] + 1) * (point[1] + 1);
        };

    Lbfgs.Minimum minimum = Lbfgs.minimize(quadratic, new double[] {0, 0}, 1e-9, 100);

    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.point()).containsExactly(new double[] {3, -1}, within(1e-9));
    assertThat(minimum.value()).isCloseTo(0, within(1e-15));
  }

  @Test
  void minimize_ofRosenbrocksValley_reachesItsOnlyMinimum() {
    Lbfgs.Smooth valley =
        (point, gradient) -> {
          double x = point[0];
          double bend = point[1] - x * x;
          gradient[0] = -2 * (1 - x) - 400 * x * bend;
          gradient[1] = 200 * bend;
          return (1 - x) * (1 - x) + 100 * bend * bend;
        };

    Lbfgs.Minimum minimum = Lbfgs.minimize(valley, new double[] {-1.2, 1}, 1e-8, 200);

    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-7));
  }

  @Test
  void minimize_startedAtTheMinimum_takesNoStep() {
    Lbfgs.Minimum minimum =
        Lbfgs.minimize(
            (point, gradient) -> {
              gradient[0] = 2 * point[0];
              return point[0] * point[0];
            },
            new double[] {0},
            0,
            10);

    assertThat(minimum.iterations()).isZero();
    assertThat(minimum.converged()).isTrue();
  }

  @Test
  void minimize_withTooFewIterations_saysThatItDidNotConverge() {
    // x^4 has no curvature at its minimum, so two steps cannot reach it
    Lbfgs.Minimum minimum =
        Lbfgs.minimize(
            (point, gradient) -> {
              gradient[0] = 4 * Math.pow(point[0], 3);
              return Math.pow(point[0], 4);
            },
            new double[] {5},
            1e-12,
            2);

    assertThat(minimum.converged()).isFalse();
    assertThat(minimum.iterations()).isEqualTo(2);
    assertThat(minimum.largestGradient()).isGreaterThan(1e-12);
  }
}
