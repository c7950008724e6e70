package io.labelloop.local.store;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectKeys;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Objects as files below a folder, each at its key. A write goes to a file in {@code
 * .labelloop/tmp}, is forced to the disk and then renamed, so a reader or a killed process never
 * leaves half an object. All writers of the folder, in this process and in others, take turns for
 * the rename by a lock in {@code .labelloop}; nobody holds it while waiting for the disk.
 *
 * <p>Unlike in S3, a key cannot be the folder of another ({@code a} beside {@code a/b}): such a
 * write is refused. On a file system that ignores case, keys that differ only by case are one.
 */
public final class DirectoryObjectStore implements ObjectStore {
  private static final String HIDDEN = ".labelloop";
  private static final Duration DRAFT_LIFE = Duration.ofDays(1);
  // file locks belong to the whole process, so its threads need one of their own, whichever store
  // they use. One for all keys: a kernel that sees two processes hold a lock each and wait for the
  // other's takes that for a deadlock, though other threads would go on, and refuses one of them
  private static final ReentrantLock WRITERS = new ReentrantLock();

  private final Path root;
  private final Path temporary;

  public DirectoryObjectStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.temporary = this.root.resolve(HIDDEN).resolve("tmp");
    try {
      Files.createDirectories(temporary);
      deleteOldDrafts();
    } catch (IOException e) {
      throw new StoreException("cannot create " + temporary, e);
    }
  }

  /**
   * Removes what killed processes left behind; a younger draft may belong to one that still writes.
   */
  private void deleteOldDrafts() throws IOException {
    Instant limit = Instant.now().minus(DRAFT_LIFE);
    try (Stream<Path> drafts = Files.list(temporary)) {
      for (Path draft : drafts.toList()) {
        if (Files.getLastModifiedTime(draft).toInstant().isBefore(limit)) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }

  @Override
  public Optional<StoredObject> get(String key) {
    Path file = file(key);
    try {
      if (Files.isDirectory(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      return Optional.of(new StoredObject(content, etag(content)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("cannot read " + file, e);
    }
  }

  @Override
  public InputStream open(String key, long start, long end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "range must be 0 <= start <= end, but was " + start + ", " + end);
    }
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchObjectException(key);
    }
    return MountedObjectStore.range(file, start, end);
  }

  @Override
  public Etag put(String key, byte[] content) {
    return drafted(
        key,
        content,
        draft -> {
          publish(draft, key);
          return etag(content);
        });
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    Optional<StoredObject> known = get(key);
    if (known.isPresent()) {
      return new PutResult.Exists(known.get());
    }
    return drafted(
        key,
        content,
        draft -> {
          Optional<StoredObject> current = get(key);
          return current.isPresent()
              ? new PutResult.Exists(current.get())
              : stored(draft, key, content);
        });
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    StoredObject known = get(key).orElseThrow(() -> new NoSuchObjectException(key));
    if (!known.etag().equals(expected)) {
      return new PutResult.Exists(known);
    }
    return drafted(
        key,
        content,
        draft -> {
          StoredObject current = get(key).orElseThrow(() -> new NoSuchObjectException(key));
          return current.etag().equals(expected)
              ? stored(draft, key, content)
              : new PutResult.Exists(current);
        });
  }

  private PutResult stored(Path draft, String key, byte[] content) throws IOException {
    publish(draft, key);
    return new PutResult.Stored(etag(content));
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    List<String> keys = new ArrayList<>();
    Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> !file.startsWith(root.resolve(HIDDEN)) && Files.isRegularFile(file))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(key -> key.startsWith(prefix))
          .forEach(keys::add);
      keys.sort(
          Comparator.comparing(k -> k.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
      List<ObjectSummary> found = new ArrayList<>();
      for (String key : keys) {
        found.add(summary(key));
      }
      return found;
    } catch (IOException e) {
      throw new StoreException("cannot list " + folder, e);
    }
  }

  @Override
  public List<String> folders(String folder) {
    Path path = root.resolve(folder).normalize();
    if (!path.startsWith(root) || !Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside
          .filter(file -> Files.isDirectory(file) && !file.equals(root.resolve(HIDDEN)))
          .map(file -> folder + file.getFileName() + "/")
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StoreException("cannot list " + path, e);
    }
  }

  private ObjectSummary summary(String key) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream content = Files.newInputStream(file(key))) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    return new ObjectSummary(key, size, etag(digest));
  }

  private Path file(String key) {
    if (ObjectKeys.require(key).equals(HIDDEN) || key.startsWith(HIDDEN + "/")) {
      throw new IllegalArgumentException(
          "object key must not lie in " + HIDDEN + ", but was '" + key + "'");
    }
    return root.resolve(key);
  }

  /** Writes a draft to the disk, and hands it to whoever decides about it under the lock. */
  private <T> T drafted(String key, byte[] content, Decision<T> decision) {
    file(key);
    // no createTempFile: only its owner could read the file, and with it the object
    Path draft = temporary.resolve("put-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      return locked(draft, decision);
    } catch (IOException e) {
      throw new StoreException("cannot write '" + key + "' below " + root, e);
    } finally {
      discard(draft);
    }
  }

  /** Removes a draft that was not published; if that fails, it is an old draft some day. */
  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // harmless
    }
  }

  private void publish(Path draft, String key) throws IOException {
    Path file = file(key);
    createFolder(file, key);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void createFolder(Path file, String key) throws IOException {
    if (Files.isDirectory(file)) {
      throw new StoreException(
          "cannot store '" + key + "': it is a folder of other objects, and no file can be both");
    }
    Path folder = file.getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          "cannot store '" + key + "': '" + e.getFile() + "' is an object, and no folder", e);
    }
  }

  private <T> T locked(Path draft, Decision<T> decision) throws IOException {
    WRITERS.lock();
    try (FileChannel channel =
            FileChannel.open(
                root.resolve(HIDDEN).resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      lock.isValid();
      return decision.on(draft);
    } finally {
      WRITERS.unlock();
    }
  }

  private static Etag etag(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return etag(digest);
  }

  private static Etag etag(MessageDigest digest) {
    return new Etag('"' + HexFormat.of().formatHex(digest.digest()) + '"');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Decision<T> {
    T on(Path draft) throws IOException;
  }
}
