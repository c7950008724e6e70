package io.labelloop.budget;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one question of a labeling job, as the person who pays sees it.
 *
 * @param asked annotations that were asked for, at least 1
 * @param accepted of them, those that came and were accepted, from 0 to {@code asked}
 * @param timeSpent on the accepted ones in all, where the workforce measures it
 */
public record AnsweredQuestion(int asked, int accepted, Optional<Duration> timeSpent) {
  public AnsweredQuestion {
    if (asked < 1 || accepted < 0 || accepted > asked) {
      throw new IllegalArgumentException(
          "a question is asked at least once and accepted at most as often, but "
              + accepted
              + " were accepted of "
              + asked);
    }
    timeSpent.ifPresent(
        time -> {
          if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative, but was " + time);
          }
        });
  }

  /** A question whose annotators' time nobody measured. */
  public static AnsweredQuestion of(int asked, int accepted) {
    return new AnsweredQuestion(asked, accepted, Optional.empty());
  }
}
