package io.labelloop.tests;

import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store that dies at its n-th write, before or after it takes effect, and never answers again.
 */
final class DyingStore implements ObjectStore {
  private final ObjectStore store;
  private final int lastWrite;
  private final boolean takesEffect;
  private final Path workspace;
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean dead;

  DyingStore(ObjectStore store, int lastWrite, boolean takesEffect, Path workspace) {
    this.store = store;
    this.lastWrite = lastWrite;
    this.takesEffect = takesEffect;
    this.workspace = workspace;
  }

  private interface Write<T> {
    T run();
  }

  private <T> T written(byte[] content, Write<T> write) {
    alive();
    if (writes.incrementAndGet() < lastWrite) {
      return write.run();
    }
    if (takesEffect) {
      write.run();
    } else {
      leaveHalfAFile(content);
    }
    dead = true;
    throw new StoreException("the machine is off", new IOException("cut off"));
  }

  private void leaveHalfAFile(byte[] content) {
    try {
      Files.write(
          workspace.resolve(".labelloop/tmp/put-half"),
          java.util.Arrays.copyOf(content, content.length / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void alive() {
    if (dead) {
      throw new StoreException("the machine is off", new IOException("cut off"));
    }
  }

  @Override
  public Optional<StoredObject> get(String key) {
    alive();
    return store.get(key);
  }

  @Override
  public InputStream open(String key, long start, long end) {
    alive();
    return store.open(key, start, end);
  }

  @Override
  public Etag put(String key, byte[] content) {
    return written(content, () -> store.put(key, content));
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    return written(content, () -> store.putIfAbsent(key, content));
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    return written(content, () -> store.replaceIfUnchanged(key, expected, content));
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    alive();
    return store.list(prefix);
  }
}
