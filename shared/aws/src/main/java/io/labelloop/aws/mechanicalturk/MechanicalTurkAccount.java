package io.labelloop.aws.mechanicalturk;

import java.util.Optional;

/**
 * What the deployment, not the campaign, says about Mechanical Turk.
 *
 * @param bucket the bucket of the object store
 * @param queueUrl the SQS queue that is told of HITs that ended; without one, a workflow sees them
 *     when it publishes its job again
 */
public record MechanicalTurkAccount(String bucket, Optional<String> queueUrl) {}
