package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearnersTest {
  @Test
  void named_ofEveryOfferedName_isALearner() {
    assertThat(Learners.names()).contains("logistic-regression");
    assertThat(Learners.names()).allSatisfy(name -> assertThat(Learners.named(name)).isPresent());
  }

  @Test
  void named_ofAnotherName_isNothing() {
    assertThat(Learners.named("logistic regression")).isEmpty();
  }
}
