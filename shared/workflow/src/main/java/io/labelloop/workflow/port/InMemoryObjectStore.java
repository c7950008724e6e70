package io.labelloop.workflow.port;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects in this process's memory. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<String, StoredObject> objects = new TreeMap<>();

  @Override
  public synchronized Optional<StoredObject> get(String key) {
    return Optional.ofNullable(objects.get(ObjectKeys.require(key)));
  }

  @Override
  public InputStream open(String key, long start, long end) {
    byte[] content = get(key).orElseThrow(() -> new NoSuchObjectException(key)).content();
    int from = (int) Math.min(start, content.length);
    int to = Math.clamp(end, from, content.length);
    return new ByteArrayInputStream(content, from, to - from);
  }

  @Override
  public synchronized Etag put(String key, byte[] content) {
    var stored = new StoredObject(content.clone(), etag(content));
    objects.put(ObjectKeys.require(key), stored);
    return stored.etag();
  }

  @Override
  public synchronized PutResult putIfAbsent(String key, byte[] content) {
    Optional<StoredObject> current = get(key);
    return current.isPresent()
        ? new PutResult.Exists(current.get())
        : new PutResult.Stored(put(key, content));
  }

  @Override
  public synchronized PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    StoredObject current = get(key).orElseThrow(() -> new NoSuchObjectException(key));
    return current.etag().equals(expected)
        ? new PutResult.Stored(put(key, content))
        : new PutResult.Exists(current);
  }

  @Override
  public synchronized List<ObjectSummary> list(String prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry ->
                new ObjectSummary(
                    entry.getKey(), entry.getValue().content().length, entry.getValue().etag()))
        .sorted(
            Comparator.comparing(
                summary -> summary.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
        .toList();
  }

  private static Etag etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Etag('"' + HexFormat.of().formatHex(digest) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
