package io.labelloop.portal.lambda;

import io.labelloop.workflow.port.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets of Secrets Manager, read when they are first needed and again after some time: never
 * while a function starts, where a snapshot would keep them.
 */
final class Secrets {
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final SecretsManagerClient client;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  Secrets(SecretsManagerClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Kept(String value, Instant until) {}

  /**
   * The value of a secret.
   *
   * @param id its name or ARN
   * @throws StoreException if it cannot be read; the message has the id, and nothing of a value
   */
  String get(String id) {
    Kept known = kept.get(id);
    if (known != null && clock.instant().isBefore(known.until())) {
      return known.value();
    }
    try {
      String value = client.getSecretValue(request -> request.secretId(id)).secretString();
      kept.put(id, new Kept(value, clock.instant().plus(KEPT)));
      return value;
    } catch (SdkException e) {
      throw new StoreException("cannot read the secret '" + id + "': " + e.getMessage(), e);
    }
  }
}
