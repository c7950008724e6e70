package io.labelloop.workflow.document;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads and writes documents. What a step decides is stored once ({@link #decide}, {@link
 * #decideLines}): whoever comes second is given the first decision, so a step that runs twice
 * answers twice the same.
 */
public final class DocumentStore {
  private final ObjectStore objects;

  public DocumentStore(ObjectStore objects) {
    this.objects = objects;
  }

  public ObjectStore objects() {
    return objects;
  }

  /** The document at a key, or nothing. */
  public <T> Optional<T> find(String key, Class<T> type) {
    return objects.get(key).map(object -> JsonCodec.read(object.content(), type));
  }

  /** The document at a key, which an earlier step has written. */
  public <T> T get(String key, Class<T> type) {
    return find(key, type).orElseThrow(() -> new NoSuchObjectException(key));
  }

  /** The lines of the document at a key, or nothing. */
  public <T> Optional<List<T>> findLines(String key, Class<T> type) {
    return objects.get(key).map(object -> JsonCodec.readLines(object.content(), type));
  }

  /** The lines of the document at a key, which an earlier step has written. */
  public <T> List<T> getLines(String key, Class<T> type) {
    return findLines(key, type).orElseThrow(() -> new NoSuchObjectException(key));
  }

  /** The bytes at a key, or nothing. */
  public Optional<byte[]> findBytes(String key) {
    return objects.get(key).map(ObjectStore.StoredObject::content);
  }

  /** The bytes at a key, which an earlier step has written. */
  public byte[] getBytes(String key) {
    return findBytes(key).orElseThrow(() -> new NoSuchObjectException(key));
  }

  /** Whether there is a document at a key. */
  public boolean has(String key) {
    return objects.get(key).isPresent();
  }

  /** Stores a decision unless there is one, and returns the one that holds. */
  public <T> T decide(String key, T decision, Class<T> type) {
    return JsonCodec.read(decideBytes(key, JsonCodec.document(decision)), type);
  }

  /** The decision at a key; where there is none, makes one, stores it, and returns what holds. */
  public <T> T decided(String key, Class<T> type, Supplier<T> decision) {
    return find(key, type).orElseGet(() -> decide(key, decision.get(), type));
  }

  /** Stores the lines of a decision unless there is one, and returns the lines that hold. */
  public <T> List<T> decideLines(String key, List<T> decision, Class<T> type) {
    return JsonCodec.readLines(decideBytes(key, JsonCodec.lines(decision)), type);
  }

  /** As {@link #decided}, for a decision of lines. */
  public <T> List<T> decidedLines(String key, Class<T> type, Supplier<List<T>> decision) {
    return findLines(key, type).orElseGet(() -> decideLines(key, decision.get(), type));
  }

  /** Stores bytes unless the key has some, and returns those that hold. */
  public byte[] decideBytes(String key, byte[] content) {
    return switch (objects.putIfAbsent(key, content)) {
      case ObjectStore.PutResult.Stored stored -> content;
      case ObjectStore.PutResult.Exists exists -> exists.current().content();
    };
  }

  /**
   * Changes a document that several writers change, by conditional writes only: who comes second is
   * given what the first left, and decides again, so concurrent writers lose nothing.
   *
   * @param change may run several times, with newer content each time; nothing where the key has
   *     none. Must not have other effects
   * @return the answer that goes with what holds now
   */
  public <T> T update(String key, Function<Optional<byte[]>, Update<T>> change) {
    Optional<ObjectStore.StoredObject> stored = objects.get(key);
    while (true) {
      Update<T> update = change.apply(stored.map(ObjectStore.StoredObject::content));
      if (update.content().isEmpty()) {
        return update.answer();
      }
      byte[] content = update.content().get();
      ObjectStore.PutResult result =
          stored.isPresent()
              ? objects.replaceIfUnchanged(key, stored.get().etag(), content)
              : objects.putIfAbsent(key, content);
      switch (result) {
        case ObjectStore.PutResult.Stored written -> {
          return update.answer();
        }
        case ObjectStore.PutResult.Exists exists -> stored = Optional.of(exists.current());
      }
    }
  }

  /**
   * What a writer makes of a document that it was given.
   *
   * @param content what is to be stored; none leaves the document as it is
   * @param answer what the writer wants to know
   */
  public record Update<T>(Optional<byte[]> content, T answer) {
    /** Leaves the document as it is. */
    public static <T> Update<T> none(T answer) {
      return new Update<>(Optional.empty(), answer);
    }

    /** Stores a document in its place. */
    public static <T> Update<T> of(Object document, T answer) {
      return new Update<>(Optional.of(JsonCodec.document(document)), answer);
    }
  }

  /** Stores a document that may be written again, such as a report. */
  public void put(String key, byte[] content) {
    objects.put(key, content);
  }
}
