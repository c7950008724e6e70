package io.labelloop.workflow.port;

import java.util.List;

/**
 * What a store keeps of objects that were replaced or deleted. All methods throw {@link
 * StoreException} where the store itself fails, and {@link StoreAccessDeniedException} where it
 * refuses.
 */
public interface ObjectVersions {
  /** Of a store that keeps nothing of what was replaced, such as a directory. */
  ObjectVersions NONE =
      new ObjectVersions() {
        @Override
        public List<Earlier> earlier(String prefix) {
          return List.of();
        }

        @Override
        public byte[] read(Earlier version) {
          throw new NoSuchObjectException(version.toString());
        }

        @Override
        public void remove(Earlier version) {
          throw new NoSuchObjectException(version.toString());
        }
      };

  /**
   * An object as it was before it was replaced or deleted.
   *
   * @param version the store's name of it
   */
  record Earlier(String key, String version) {
    @Override
    public String toString() {
      return key + " (version " + version + ")";
    }
  }

  /** Everything that is kept below a prefix besides what {@link ObjectStore#get} returns. */
  List<Earlier> earlier(String prefix);

  /**
   * The bytes of an earlier version.
   *
   * @throws NoSuchObjectException if it has gone
   */
  byte[] read(Earlier version);

  /** Removes an earlier version for good. One that has gone already is no error. */
  void remove(Earlier version);
}
