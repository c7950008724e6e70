package io.labelloop.local.store;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectKeys;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store in which a file or a folder of this machine appears, for reading only, at a key: a pool
 * need not be copied into the workspace. Tags of mounted objects are made of size and time of
 * change.
 */
public final class MountedObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final String mountKey;
  private final Path mounted;

  /**
   * @param mountKey the key at which the file, or the prefix at which the folder appears
   */
  public MountedObjectStore(ObjectStore store, String mountKey, Path mounted) {
    this.store = store;
    this.mountKey = mountKey.replaceFirst("/$", "");
    this.mounted = mounted;
  }

  /** The file behind a key, if the key lies in the mount. */
  private Optional<Path> file(String key) {
    if (key.equals(mountKey)) {
      return Optional.of(mounted);
    }
    // no segment of a key is "..", so the file lies below the folder
    return key.startsWith(mountKey + "/")
        ? Optional.of(mounted.resolve(ObjectKeys.require(key).substring(mountKey.length() + 1)))
        : Optional.empty();
  }

  @Override
  public Optional<StoredObject> get(String key) {
    Optional<Path> file = file(key).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return store.get(key);
    }
    try {
      return Optional.of(new StoredObject(Files.readAllBytes(file.get()), etag(file.get())));
    } catch (IOException e) {
      throw new StoreException("cannot read '" + file.get() + "'", e);
    }
  }

  @Override
  public InputStream open(String key, long start, long end) {
    Optional<Path> file = file(key).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return store.open(key, start, end);
    }
    return range(file.get(), start, end);
  }

  /** The bytes {@code [start, end)} of a file, fewer where it ends before. */
  static InputStream range(Path file, long start, long end) {
    try {
      InputStream bytes = Files.newInputStream(file);
      bytes.skipNBytes(Math.min(start, Files.size(file)));
      return end == Long.MAX_VALUE
          ? bytes
          : new BoundedStream(new BufferedInputStream(bytes), Math.max(0, end - start));
    } catch (IOException e) {
      throw new StoreException("cannot read '" + file + "'", e);
    }
  }

  @Override
  public Etag put(String key, byte[] content) {
    return store.put(writable(key), content);
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    return store.putIfAbsent(writable(key), content);
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    return store.replaceIfUnchanged(writable(key), expected, content);
  }

  /**
   * Replaces a file of the mount, as a whole or not at all; the one way to write there.
   *
   * @throws NoSuchObjectException if the mount has no such file
   */
  public void replaceMounted(String key, byte[] content) {
    Path file =
        file(key).filter(Files::isRegularFile).orElseThrow(() -> new NoSuchObjectException(key));
    Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StoreException("cannot write '" + file + "'", e);
    }
  }

  private String writable(String key) {
    if (file(key).isPresent()) {
      throw new IllegalArgumentException("'" + key + "' belongs to the pool, which is read only");
    }
    return key;
  }

  @Override
  public List<String> folders(String folder) {
    // a mount far from the folder changes nothing; one in it is listed with everything else
    return mountKey.startsWith(folder) ? ObjectStore.super.folders(folder) : store.folders(folder);
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    var all = new ArrayList<>(store.list(prefix));
    if (Files.isRegularFile(mounted)) {
      add(all, mountKey, mounted, prefix);
    } else if (Files.isDirectory(mounted)) {
      try (Stream<Path> files = Files.walk(mounted)) {
        files
            .filter(Files::isRegularFile)
            .forEach(
                file ->
                    add(
                        all,
                        mountKey + "/" + mounted.relativize(file).toString().replace('\\', '/'),
                        file,
                        prefix));
      } catch (IOException e) {
        throw new StoreException("cannot list '" + mounted + "'", e);
      }
    }
    all.sort(Comparator.comparing(ObjectSummary::key));
    return all;
  }

  private static void add(List<ObjectSummary> all, String key, Path file, String prefix) {
    if (key.startsWith(prefix)) {
      try {
        all.add(new ObjectSummary(key, Files.size(file), etag(file)));
      } catch (IOException e) {
        throw new StoreException("cannot read '" + file + "'", e);
      }
    }
  }

  private static Etag etag(Path file) throws IOException {
    return new Etag(
        "\"" + Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis() + "\"");
  }

  /** The first bytes of a stream. */
  private static final class BoundedStream extends java.io.FilterInputStream {
    private long left;

    BoundedStream(InputStream bytes, long length) {
      super(bytes);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int next = super.read();
      left--;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
