package io.labelloop.workflow.port;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key, with S3's semantics: a write is seen whole or not at all, a read after a write
 * sees it, and the two conditional writes are atomic among all processes that share the store. Keys
 * are {@code /}-separated, without a leading slash, and each segment is neither empty nor {@code .}
 * or {@code ..}.
 *
 * <p>All methods throw {@link StoreException} where the store itself fails.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
public interface ObjectStore {
  /** The object at a key, or nothing. */
  Optional<StoredObject> get(String key);

  /**
   * Opens the bytes {@code [start, end)} of an object; fewer where the object ends before. The
   * caller closes it.
   *
   * @param start at least 0; a start at or behind the object's end gives an empty stream
   * @param end behind the last byte, or {@link Long#MAX_VALUE} for the object's end
   * @throws NoSuchObjectException if there is no object at the key
   */
  InputStream open(String key, long start, long end);

  /** Stores an object, replacing any earlier one. */
  Etag put(String key, byte[] content);

  /**
   * Stores an object unless the key has one.
   *
   * @return what the key has now: {@link PutResult.Stored}, or {@link PutResult.Exists} with the
   *     object that won
   */
  PutResult putIfAbsent(String key, byte[] content);

  /**
   * Replaces an object if it still is the one that the caller read.
   *
   * @return {@link PutResult.Stored}, or {@link PutResult.Exists} with the object that is there now
   * @throws NoSuchObjectException if the object has gone
   */
  PutResult replaceIfUnchanged(String key, Etag expected, byte[] content);

  /** The objects whose keys begin with a prefix, in ascending order of the keys' UTF-8 bytes. */
  List<ObjectSummary> list(String prefix);

  /**
   * The folders directly below a folder, as prefixes with a slash at their end, in ascending order.
   * A store that can does not look into them: one with many objects is listed as fast as one with
   * few.
   *
   * @param folder ends with a slash
   */
  default List<String> folders(String folder) {
    return list(folder).stream()
        .map(ObjectSummary::key)
        .filter(key -> key.indexOf('/', folder.length()) > 0)
        .map(key -> key.substring(0, key.indexOf('/', folder.length()) + 1))
        .distinct()
        .toList();
  }

  /**
   * Identifies an object's content: equal content has an equal tag, and another content another.
   */
  record Etag(String value) {}

  /** An object's content, not copied: nobody changes it. */
  @SuppressWarnings(
      "ArrayRecordComponent") // objects are large, and handed from the store to one reader
  record StoredObject(byte[] content, Etag etag) {}

  /** What a listing tells of an object; {@code size} in bytes. */
  record ObjectSummary(String key, long size, Etag etag) {}

  /** What became of a conditional write. */
  sealed interface PutResult {
    /** The write won. */
    record Stored(Etag etag) implements PutResult {}

    /** Another write was first; this is what it left. */
    record Exists(StoredObject current) implements PutResult {}
  }
}
