package io.labelloop.aws;

import io.labelloop.workflow.port.ObjectVersions;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * The earlier versions that a bucket with versioning keeps. A delete marker is none: it has no
 * content.
 */
public final class S3ObjectVersions implements ObjectVersions {
  private final S3Client s3;
  private final String bucket;
  private final S3Call calls;

  /**
   * @param s3 as {@link AwsClients#s3} makes it; not closed here
   */
  public S3ObjectVersions(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.calls = new S3Call(bucket);
  }

  @Override
  public List<Earlier> earlier(String prefix) {
    return call(
        "list the versions of",
        prefix,
        "s3:ListBucketVersions",
        () ->
            s3
                .listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix))
                .versions()
                .stream()
                .filter(version -> !Boolean.TRUE.equals(version.isLatest()))
                .map(S3ObjectVersions::earlier)
                .toList());
  }

  private static Earlier earlier(ObjectVersion version) {
    return new Earlier(version.key(), version.versionId());
  }

  @Override
  public byte[] read(Earlier version) {
    return call(
        "read",
        version.toString(),
        "s3:GetObjectVersion",
        () ->
            s3.getObjectAsBytes(
                    request ->
                        request.bucket(bucket).key(version.key()).versionId(version.version()))
                .asByteArrayUnsafe());
  }

  @Override
  public void remove(Earlier version) {
    call(
        "remove",
        version.toString(),
        "s3:DeleteObjectVersion",
        () ->
            s3.deleteObject(
                request -> request.bucket(bucket).key(version.key()).versionId(version.version())));
  }

  private <T> T call(String verb, String what, String permission, Supplier<T> request) {
    return calls.of(
        verb,
        what,
        code ->
            "S3 refuses; who calls needs "
                + permission
                + ", and no bucket policy, object lock or legal hold may forbid it",
        request);
  }
}
