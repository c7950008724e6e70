package io.labelloop.aws.groundtruth;

/**
 * What the deployment, not the campaign, says about Ground Truth.
 *
 * @param bucket the bucket of the object store
 * @param roleArn the role in which the service reads the manifest and writes the answers
 */
public record GroundTruthAccount(String bucket, String roleArn) {
  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
