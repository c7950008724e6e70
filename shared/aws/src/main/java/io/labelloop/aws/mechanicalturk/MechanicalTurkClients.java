package io.labelloop.aws.mechanicalturk;

import io.labelloop.aws.AwsClients;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mturk.MTurkClient;

/** Makes clients of Mechanical Turk, which had one Region, and which throttled early. */
public final class MechanicalTurkClients {
  private MechanicalTurkClients() {}

  /** A client that sends fewer calls once it is throttled. */
  public static MTurkClient of(AwsClients clients) {
    return clients
        .with(MTurkClient.builder())
        .region(Region.US_EAST_1)
        .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.ADAPTIVE_V2))
        .build();
  }
}
