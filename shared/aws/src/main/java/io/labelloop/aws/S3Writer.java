package io.labelloop.aws;

import io.labelloop.workflow.port.ObjectStore.Etag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes an object under a condition, in one request or in parts. */
final class S3Writer {
  /** Content above it is sent in parts of this size; S3 takes parts from 5 MiB on. */
  static final int PART_BYTES = 16 << 20;

  // S3 answers 409 while another conditional write of the same key is under way, which takes
  // milliseconds; this many refusals in a row are no race any more
  private static final int MOST_CONFLICTS = 20;
  private static final long BACKOFF_NANOS = 10_000_000;

  private final S3Client s3;
  private final String bucket;

  S3Writer(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Values of the headers {@code If-None-Match} and {@code If-Match}, either or none. */
  record Condition(@Nullable String ifNoneMatch, @Nullable String ifMatch) {
    static final Condition NONE = new Condition(null, null);

    static Condition absent() {
      return new Condition("*", null);
    }

    static Condition unchanged(Etag expected) {
      return new Condition(null, expected.value());
    }
  }

  /** S3 refused a write since its condition does not hold. */
  static final class ConditionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayBeOwnWrite;

    ConditionFailedException(AwsServiceException cause) {
      super(cause);
      this.mayBeOwnWrite = cause.numAttempts() > 1;
    }

    /** Whether an earlier attempt of the same write may have met the condition. */
    boolean mayBeOwnWrite() {
      return mayBeOwnWrite;
    }
  }

  /**
   * @throws ConditionFailedException if the object is not what the condition says
   */
  Etag write(String key, byte[] content, Condition condition) {
    for (int conflicts = 0; ; conflicts++) {
      try {
        return content.length > PART_BYTES
            ? writeParts(key, content, condition)
            : writeWhole(key, content, condition);
      } catch (AwsServiceException e) {
        if (e.statusCode() == 412) {
          throw new ConditionFailedException(e);
        }
        if (e.statusCode() != 409 || conflicts >= MOST_CONFLICTS) {
          throw e;
        }
        LockSupport.parkNanos(BACKOFF_NANOS * (conflicts + 1));
      }
    }
  }

  private Etag writeWhole(String key, byte[] content, Condition condition) {
    return new Etag(
        s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .ifNoneMatch(condition.ifNoneMatch())
                        .ifMatch(condition.ifMatch()),
                body(content, 0, content.length))
            .eTag());
  }

  private Etag writeParts(String key, byte[] content, Condition condition) {
    String upload =
        s3.createMultipartUpload(
                request ->
                    request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.CRC32))
            .uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (int from = 0; from < content.length; from += PART_BYTES) {
        int number = parts.size() + 1;
        var sent =
            s3.uploadPart(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                body(content, from, Math.min(PART_BYTES, content.length - from)));
        parts.add(
            CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumCRC32(sent.checksumCRC32())
                .build());
      }
      return new Etag(
          s3.completeMultipartUpload(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .uploadId(upload)
                          .multipartUpload(all -> all.parts(parts))
                          .ifNoneMatch(condition.ifNoneMatch())
                          .ifMatch(condition.ifMatch()))
              .eTag());
    } catch (SdkException e) {
      abort(key, upload, e);
      throw e;
    }
  }

  /** Parts that nobody completes cost money until the bucket's lifecycle removes them. */
  private void abort(String key, String upload, SdkException reason) {
    try {
      s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      reason.addSuppressed(e);
    }
  }

  private static RequestBody body(byte[] content, int from, int length) {
    // the SDK copies a buffer from its array's start to its limit: only a slice starts at the part
    return RequestBody.fromByteBuffer(ByteBuffer.wrap(content, from, length).slice());
  }
}
