package io.labelloop.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Makes the SDK's clients, all with the same timeouts and retries: {@value #ATTEMPTS} attempts with
 * exponential backoff and jitter, {@value #ATTEMPT_SECONDS} s for each.
 *
 * <p>Region, credentials and endpoint are found as the SDK always does ({@code AWS_REGION}, {@code
 * AWS_ENDPOINT_URL}, ...). With an endpoint of one's own, S3's bucket is part of the path.
 */
public final class AwsClients {
  private static final int ATTEMPTS = 6;
  private static final int ATTEMPT_SECONDS = 60;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Optional<URI> endpoint;
  private final Optional<Region> region;
  private final AwsCredentialsProvider credentials;
  private final boolean bucketInPath;
  private final SdkHttpClient.Builder<?> http;

  private AwsClients(
      Optional<URI> endpoint,
      Optional<Region> region,
      AwsCredentialsProvider credentials,
      boolean bucketInPath,
      SdkHttpClient.Builder<?> http) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.bucketInPath = bucketInPath;
    this.http = http;
  }

  /** Clients as the environment says. */
  public static AwsClients ofEnvironment(Map<String, String> environment) {
    return new AwsClients(
        Optional.empty(),
        Optional.empty(),
        DefaultCredentialsProvider.builder().build(),
        environment.containsKey("AWS_ENDPOINT_URL"),
        connections());
  }

  /** Clients of a stand-in for AWS. */
  public static AwsClients of(URI endpoint, Region region, AwsCredentialsProvider credentials) {
    return of(endpoint, region, credentials, connections());
  }

  /** Clients of a stand-in for AWS that is asked over connections of one's own. */
  static AwsClients of(
      URI endpoint,
      Region region,
      AwsCredentialsProvider credentials,
      SdkHttpClient.Builder<?> http) {
    return new AwsClients(Optional.of(endpoint), Optional.of(region), credentials, true, http);
  }

  private static SdkHttpClient.Builder<?> connections() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(Duration.ofSeconds(ATTEMPT_SECONDS));
  }

  public S3Client s3() {
    return with(S3Client.builder().forcePathStyle(bucketInPath)).build();
  }

  public SfnClient stepFunctions() {
    return with(SfnClient.builder()).build();
  }

  public SnsClient sns() {
    return with(SnsClient.builder()).build();
  }

  /** Gives the builder of any service's client these settings. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B with(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    region.ifPresent(builder::region);
    return builder
        .credentialsProvider(credentials)
        .httpClientBuilder(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .build());
  }
}
