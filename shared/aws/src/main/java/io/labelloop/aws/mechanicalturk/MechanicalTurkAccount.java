package io.labelloop.aws.mechanicalturk;

/**
 * What the deployment, not the campaign, says about Mechanical Turk.
 *
 * @param bucket the bucket of the object store
 * @param queueUrl the SQS queue that is told of HITs that ended
 */
public record MechanicalTurkAccount(String bucket, String queueUrl) {}
