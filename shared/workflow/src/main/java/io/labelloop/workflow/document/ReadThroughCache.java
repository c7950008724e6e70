package io.labelloop.workflow.document;

import io.labelloop.workflow.port.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads each small object of a store once, and remembers what it held, or that it was not there; of
 * the objects below one prefix a listing tells at first which there are. For one step that looks at
 * a campaign's documents over and over; every request that it spares is some milliseconds, and a
 * large part of a cold function's first answer.
 *
 * <p>Its own writes are seen at once. What others write meanwhile is seen by the next listing that
 * names the object, and decides every conditional write: those always ask the store. Objects above
 * {@value #LARGEST_BYTES} bytes, and all behind the first {@value #MOST_BYTES} bytes, are read each
 * time. Not for several threads.
 */
public final class ReadThroughCache implements ObjectStore {
  static final int LARGEST_BYTES = 1 << 20;
  static final int MOST_BYTES = 32 << 20;

  private final ObjectStore objects;
  private final String prefix;
  private final Set<String> there = new HashSet<>();
  private final Map<String, Optional<StoredObject>> known = new HashMap<>();
  private long bytes;

  /**
   * @param prefix of the keys that are listed now, at least a part of which is going to be read
   */
  public ReadThroughCache(ObjectStore objects, String prefix) {
    this.objects = objects;
    this.prefix = prefix;
    list(prefix);
  }

  @Override
  public Optional<StoredObject> get(String key) {
    Optional<StoredObject> remembered = known.get(key);
    if (remembered != null) {
      return remembered;
    }
    if (key.startsWith(prefix) && !there.contains(key)) {
      return Optional.empty();
    }
    Optional<StoredObject> read = objects.get(key);
    remember(key, read);
    return read;
  }

  @Override
  public InputStream open(String key, long start, long end) {
    Optional<StoredObject> remembered = known.getOrDefault(key, Optional.empty());
    if (remembered.isEmpty()) {
      return objects.open(key, start, end);
    }
    byte[] content = remembered.get().content();
    int from = (int) Math.min(start, content.length);
    int to = (int) Math.min(end, content.length);
    return new ByteArrayInputStream(content, from, Math.max(0, to - from));
  }

  @Override
  public Etag put(String key, byte[] content) {
    forget(key);
    Etag etag = objects.put(key, content);
    remember(key, Optional.of(new StoredObject(content, etag)));
    return etag;
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    forget(key);
    return written(key, content, objects.putIfAbsent(key, content));
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    forget(key);
    return written(key, content, objects.replaceIfUnchanged(key, expected, content));
  }

  private PutResult written(String key, byte[] content, PutResult result) {
    remember(
        key,
        Optional.of(
            switch (result) {
              case PutResult.Stored stored -> new StoredObject(content, stored.etag());
              case PutResult.Exists exists -> exists.current();
            }));
    return result;
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    List<ObjectSummary> listed = objects.list(prefix);
    for (ObjectSummary object : listed) {
      there.add(object.key());
      Optional<StoredObject> remembered = known.get(object.key());
      if (remembered != null
          && !remembered.map(StoredObject::etag).equals(Optional.of(object.etag()))) {
        forget(object.key());
      }
    }
    return listed;
  }

  private void remember(String key, Optional<StoredObject> object) {
    int size = object.map(stored -> stored.content().length).orElse(0);
    if (size <= LARGEST_BYTES && bytes + size <= MOST_BYTES) {
      known.put(key, object);
      bytes += size;
    }
  }

  /** Lets the next reading ask the store. */
  private void forget(String key) {
    there.add(key);
    Optional<StoredObject> remembered = known.remove(key);
    if (remembered != null) {
      bytes -= remembered.map(stored -> stored.content().length).orElse(0);
    }
  }
}
