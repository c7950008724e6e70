package io.labelloop.contract;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The real SDK clients, pointed at a server of this module; they try again at once. */
final class Clients {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private Clients() {}

  static SageMakerClient sageMaker(URI endpoint) {
    return SageMakerClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(retryAtOnce())
        .build();
  }

  static MTurkClient mechanicalTurk(URI endpoint) {
    return MTurkClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(retryAtOnce())
        .build();
  }

  private static ClientOverrideConfiguration retryAtOnce() {
    BackoffStrategy none = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(1));
    return ClientOverrideConfiguration.builder()
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(6)
                .backoffStrategy(none)
                .throttlingBackoffStrategy(none)
                .build())
        .build();
  }
}
