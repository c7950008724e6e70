package io.labelloop.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.ObjectStore.PutResult;
import io.labelloop.workflow.port.ObjectStoreContract;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest {
  private static final byte[] HALF = {1, 2};

  @Test
  void putIfAbsent_ofRacingWriters_letsOneWin(@TempDir Path root) {
    var store = new DirectoryObjectStore(root);
    long won =
        IntStream.range(0, 24)
            .parallel()
            .mapToObj(i -> store.putIfAbsent("a/b", new byte[] {(byte) i}))
            .filter(PutResult.Stored.class::isInstance)
            .count();
    assertThat(won).isEqualTo(1);
    assertThat(store.list("a")).hasSize(1);
  }

  @Test
  void put_whereAFileWouldBeAFolder_isRefusedWithBothNames(@TempDir Path root) {
    var store = new DirectoryObjectStore(root);
    store.put("a/b", new byte[1]);
    assertThatThrownBy(() -> store.put("a", new byte[1]))
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot store 'a': it is a folder of other objects, and no file can be both");
    assertThatThrownBy(() -> store.put("a/b/c", new byte[1]))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot store 'a/b/c': '" + root.resolve("a/b") + "' is an object");
    assertThat(store.list("")).extracting(o -> o.key()).containsExactly("a/b");
    assertThat(store.get("a")).isEmpty();
  }

  @Test
  void list_ofAPrefixThatLeavesTheFolder_isEmpty(@TempDir Path root) {
    new DirectoryObjectStore(root).put("other/a", new byte[1]);
    var store = new DirectoryObjectStore(root.resolve("inner"));
    assertThat(store.list("../other/")).isEmpty();
    assertThat(store.list("none/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a//b", "a/../b", ".", "a\\b", "a\nb", ".labelloop/tmp/x"})
  void put_ofWhatIsNoKey_isRefused(String key, @TempDir Path root) {
    var store = new DirectoryObjectStore(root);
    assertThatThrownBy(() -> store.put(key, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("object key must");
  }

  @Test
  void directory_openedAgain_removesOldDraftsOnly(@TempDir Path root) throws IOException {
    Path drafts = root.resolve(".labelloop/tmp");
    new DirectoryObjectStore(root).put("a", HALF);
    Path old = Files.write(drafts.resolve("put-old"), HALF);
    Path young = Files.write(drafts.resolve("put-young"), HALF);
    Files.setLastModifiedTime(old, FileTime.fromMillis(0));

    new DirectoryObjectStore(root).put("a", HALF);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Nested
  class Contract extends ObjectStoreContract {
    @TempDir private Path folder = Path.of("");

    @Override
    protected ObjectStore store() {
      return new DirectoryObjectStore(folder);
    }
  }

  @Nested
  class ContractWhereAPoolIsMounted extends ObjectStoreContract {
    @TempDir private Path folder = Path.of("");

    @Override
    protected ObjectStore store() {
      return new MountedObjectStore(
          new DirectoryObjectStore(folder), "pool/file.csv", folder.resolve("none"));
    }
  }
}
