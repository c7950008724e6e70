package io.labelloop.tests;

import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store whose operations fail before, after or amid their work, as a plan says. */
final class FaultyStore implements ObjectStore {
  private final ObjectStore store;
  private final FaultPlan plan;

  FaultyStore(ObjectStore store, FaultPlan plan) {
    this.store = store;
    this.plan = plan;
  }

  private <T> T run(String operation, String key, boolean write, Supplier<T> work) {
    Optional<FaultPlan.Fault> fault = plan.ofStore(operation, key, write);
    if (fault.isEmpty()) {
      return work.get();
    }
    return switch (fault.get()) {
      case TWICE -> {
        T unused = work.get();
        yield work.get();
      }
      case AFTER -> {
        T unused = work.get();
        throw failure("after");
      }
      default -> throw failure("before");
    };
  }

  private static StoreException failure(String when) {
    return new StoreException("503 Slow Down (" + when + ")", new IOException("slow down"));
  }

  @Override
  public Optional<StoredObject> get(String key) {
    return run("get", key, false, () -> store.get(key));
  }

  @Override
  public InputStream open(String key, long start, long end) {
    Optional<FaultPlan.Fault> fault = plan.ofStore("open", key, false);
    if (fault.isPresent() && fault.get() != FaultPlan.Fault.TWICE) {
      if (fault.get() == FaultPlan.Fault.MIDDLE) {
        return new BrokenStream(store.open(key, start, end), 1000);
      }
      throw failure("before");
    }
    return store.open(key, start, end);
  }

  @Override
  public Etag put(String key, byte[] content) {
    return run("put", key, true, () -> store.put(key, content));
  }

  // a conditional write whose answer was lost is repeated by nobody but its caller
  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    return run("putIfAbsent", key, true, () -> store.putIfAbsent(key, content));
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    return run(
        "replaceIfUnchanged", key, true, () -> store.replaceIfUnchanged(key, expected, content));
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    return run("list", prefix, false, () -> store.list(prefix));
  }

  /** A connection that is reset after a number of bytes. */
  private static final class BrokenStream extends InputStream {
    private final InputStream in;
    private int left;

    BrokenStream(InputStream in, int left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left-- <= 0) {
        throw new IOException("Connection reset");
      }
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        throw new IOException("Connection reset");
      }
      int read = in.read(bytes, offset, Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
