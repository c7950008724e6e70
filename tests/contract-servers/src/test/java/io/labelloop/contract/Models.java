package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service models; without Python these tests are skipped and say why, with CI=true they fail.
 */
final class Models {
  private static final Map<String, ServiceModel> READ = new ConcurrentHashMap<>();

  private Models() {}

  static ServiceModel sageMaker() {
    require();
    return READ.computeIfAbsent("sagemaker", s -> Botocore.model(s, "2017-07-24"));
  }

  static ServiceModel mechanicalTurk() {
    require();
    return READ.computeIfAbsent("mturk", s -> Botocore.model(s, "2017-01-17"));
  }

  private static void require() {
    Optional<String> missing = Botocore.missing();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(missing).isEmpty();
    }
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }
}
