package io.labelloop.aws;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectKeys;
import io.labelloop.workflow.port.ObjectStore;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/**
 * Objects of one S3 bucket.
 *
 * <p>Content is sent and received with a CRC32 that S3 and the SDK verify. Reads and writes are
 * retried with backoff by the client (see {@link AwsClients}), a broken stream is opened again
 * where it broke. Content above {@value S3Writer#PART_BYTES} bytes is sent in parts. Keys that end
 * in a slash, as the console makes for empty folders, are no objects and not listed.
 *
 * <p>Where the bucket's default encryption is SSE-KMS, S3's tags change with every write: equal
 * content then has another tag, which costs a repeated reading of a pool and nothing else.
 */
public final class S3ObjectStore implements ObjectStore {
  private final S3Client s3;
  private final String bucket;
  private final S3Writer writer;
  private final S3Call calls;

  /**
   * @param s3 as {@link AwsClients#s3} makes it; not closed here
   */
  public S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    this.writer = new S3Writer(s3, bucket);
    this.calls = new S3Call(bucket);
  }

  @Override
  public Optional<StoredObject> get(String key) {
    ObjectKeys.require(key);
    try {
      return call(
          "read",
          key,
          () -> {
            var response = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            return Optional.of(
                new StoredObject(
                    response.asByteArrayUnsafe(), new Etag(response.response().eTag())));
          });
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String key, long start, long end) {
    ObjectKeys.require(key);
    var head = call("read", key, () -> s3.headObject(request -> request.bucket(bucket).key(key)));
    long until = Math.min(end, head.contentLength());
    if (start >= until) {
      return InputStream.nullInputStream();
    }
    return new ResumingStream(start, until, from -> range(key, new Etag(head.eTag()), from, until));
  }

  private InputStream range(String key, Etag expected, long start, long end) {
    return call(
        "read",
        key,
        () ->
            s3.getObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .ifMatch(expected.value())
                        .range("bytes=" + start + "-" + (end - 1))));
  }

  @Override
  public Etag put(String key, byte[] content) {
    ObjectKeys.require(key);
    return call("write", key, () -> writer.write(key, content, S3Writer.Condition.NONE));
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    ObjectKeys.require(key);
    // an object that won may be deleted before it is read: then the key is free again
    while (true) {
      Optional<PutResult> result =
          conditional(key, content, S3Writer.Condition.absent(), () -> get(key));
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    ObjectKeys.require(key);
    return conditional(key, content, S3Writer.Condition.unchanged(expected), () -> get(key))
        .orElseThrow(() -> new NoSuchObjectException(key));
  }

  /** What became of the write; empty if it was refused and there is no object any more. */
  private Optional<PutResult> conditional(
      String key,
      byte[] content,
      S3Writer.Condition condition,
      Supplier<Optional<StoredObject>> reader) {
    try {
      return Optional.of(
          new PutResult.Stored(call("write", key, () -> writer.write(key, content, condition))));
    } catch (S3Writer.ConditionFailedException e) {
      // the answer to an attempt that was stored may be lost: the client's next attempt then meets
      // its own object
      return reader
          .get()
          .map(
              current ->
                  e.mayBeOwnWrite() && Arrays.equals(current.content(), content)
                      ? new PutResult.Stored(current.etag())
                      : new PutResult.Exists(current));
    }
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    return call(
        "list",
        prefix,
        () ->
            s3
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(
                    object ->
                        new ObjectSummary(object.key(), object.size(), new Etag(object.eTag())))
                .toList());
  }

  @Override
  public List<String> folders(String folder) {
    return call(
        "list",
        folder,
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(folder).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList());
  }

  private <T> T call(String verb, String key, Supplier<T> request) {
    return calls.of(
        verb,
        key,
        code ->
            "S3 refuses ("
                + code
                + "); check that the object exists, and the function's permissions for it",
        request);
  }
}
