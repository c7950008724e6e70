package io.labelloop.portal;

import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.ObjectStore.PutResult;
import io.labelloop.workflow.port.ObjectStore.StoredObject;
import io.labelloop.workflow.port.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads and writes the portal's documents. Documents that many write are changed by {@link
 * #update}: read, change, replace if unchanged, and again from the start if someone was faster.
 */
final class PortalStore {
  /** Someone always wins, so a writer that loses this often meets a store that is broken. */
  private static final int MOST_TRIES = 1_000;

  private final ObjectStore objects;

  PortalStore(ObjectStore objects) {
    this.objects = objects;
  }

  ObjectStore objects() {
    return objects;
  }

  <T> Optional<T> find(String key, Class<T> type) {
    return objects.get(key).map(object -> PortalJson.read(object.content(), type));
  }

  /** Stores a document unless the key has one, and returns the one that is there now. */
  <T> T decide(String key, T document, Class<T> type) {
    return switch (objects.putIfAbsent(key, PortalJson.bytes(document))) {
      case PutResult.Stored stored -> document;
      case PutResult.Exists exists -> PortalJson.read(exists.current().content(), type);
    };
  }

  void put(String key, Object document) {
    objects.put(key, PortalJson.bytes(document));
  }

  /**
   * Changes a document.
   *
   * @param absent what there is to change if the key has no document yet
   * @param change may be called more than once; returning its argument writes nothing
   * @return the document as it is now
   */
  <T> T update(String key, Class<T> type, Supplier<T> absent, UnaryOperator<T> change) {
    Optional<StoredObject> current = objects.get(key);
    for (int i = 0; i < MOST_TRIES; i++) {
      T before = current.map(object -> PortalJson.read(object.content(), type)).orElseGet(absent);
      T after = change.apply(before);
      if (after.equals(before)) {
        return before;
      }
      byte[] content = PortalJson.bytes(after);
      PutResult result =
          current.isEmpty()
              ? objects.putIfAbsent(key, content)
              : objects.replaceIfUnchanged(key, current.get().etag(), content);
      switch (result) {
        case PutResult.Stored stored -> {
          return after;
        }
        case PutResult.Exists exists -> current = Optional.of(exists.current());
      }
    }
    throw new StoreException("'" + key + "' changes faster than it can be written");
  }

  List<ObjectStore.ObjectSummary> list(String prefix) {
    return objects.list(prefix);
  }
}
