package io.labelloop.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.ObjectStore.PutResult;
import io.labelloop.workflow.port.StoreException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryObjectStoreTest {
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
}
