package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether a failed state is tried again, and when. One for each visit of a state. */
final class Retrier {
  private final JsonNode rules;
  private final RandomGenerator random;
  private final Map<Integer, Integer> attempts = new HashMap<>();

  Retrier(JsonNode rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /** How long to wait before the next try, or nothing if there is none. */
  Optional<Duration> next(StateFailure failure) {
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      if (matches(rule, failure)) {
        int attempt = attempts.merge(i, 1, Integer::sum);
        if (attempt > rule.path("MaxAttempts").asInt(3)) {
          return Optional.empty();
        }
        double seconds =
            rule.path("IntervalSeconds").asDouble(1)
                * Math.pow(rule.path("BackoffRate").asDouble(2), attempt - 1.0);
        double capped = Math.min(seconds, rule.path("MaxDelaySeconds").asDouble(Double.MAX_VALUE));
        boolean jitter = "FULL".equals(rule.path("JitterStrategy").asText());
        double delay = jitter ? random.nextDouble() * capped : capped;
        return Optional.of(Duration.ofMillis((long) (delay * 1000)));
      }
    }
    return Optional.empty();
  }

  static boolean matches(JsonNode rule, StateFailure failure) {
    for (JsonNode name : rule.path("ErrorEquals")) {
      if (failure.matches(name.asText())) {
        return true;
      }
    }
    return false;
  }
}
