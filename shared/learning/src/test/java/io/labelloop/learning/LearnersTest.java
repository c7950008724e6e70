package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.campaign.TrainerSpec;
import org.junit.jupiter.api.Test;

class LearnersTest {
  @Test
  void named_withEveryOfferedName_findsALearner() {
    // the order and the names of the schema's enumeration
    assertThat(Learners.names())
        .containsExactly(
            "logistic-regression",
            "logistic-regression-words",
            "linear-svm",
            "random-forest",
            "boosted-trees");
    assertThat(Learners.names()).allSatisfy(name -> assertThat(Learners.named(name)).isPresent());
    assertThat(Learners.names()).containsAll(Learners.linear());
  }

  @Test
  void named_withAnUnknownName_findsNothing() {
    assertThat(Learners.named("logistic regression")).isEmpty();
    assertThatThrownBy(() -> Trainers.of(TrainerSpec.named("logistic regression")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logistic-regression, logistic-regression-words, linear-svm");
  }
}
