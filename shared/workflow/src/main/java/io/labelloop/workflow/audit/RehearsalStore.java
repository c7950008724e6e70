package io.labelloop.workflow.audit;

import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A campaign's store in which only the records are there: what people, money and the campaign file
 * left behind. What is derived from them has to be written again; it goes into memory, as does
 * everything else that is written.
 */
final class RehearsalStore implements ObjectStore {
  private final ObjectStore original;
  private final Predicate<String> isDerived;
  private final InMemoryObjectStore written = new InMemoryObjectStore();

  RehearsalStore(ObjectStore original, Predicate<String> isDerived) {
    this.original = original;
    this.isDerived = isDerived;
  }

  /** What was written, by key. */
  List<ObjectSummary> written() {
    return written.list("");
  }

  private ObjectStore holder(String key) {
    return isDerived.test(key) || written.get(key).isPresent() ? written : original;
  }

  @Override
  public Optional<StoredObject> get(String key) {
    return holder(key).get(key);
  }

  @Override
  public InputStream open(String key, long start, long end) {
    return holder(key).open(key, start, end);
  }

  @Override
  public Etag put(String key, byte[] content) {
    return written.put(key, content);
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    Optional<StoredObject> current = get(key);
    return current.isPresent()
        ? new PutResult.Exists(current.get())
        : written.putIfAbsent(key, content);
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    throw new UnsupportedOperationException("a rehearsal spends no money: " + key);
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    throw new UnsupportedOperationException("a rehearsal finds its documents by name");
  }
}
