package io.labelloop.workflow.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.ObjectStore.PutResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The promise of {@link ObjectStore}, which each adapter's test inherits. */
public abstract class ObjectStoreContract {
  /** A store without objects, of its own for each test. */
  protected abstract ObjectStore store();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ObjectStore store, String key, long start, long end)
      throws IOException {
    try (var stream = store.open(key, start, end)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void get_afterAPut_seesItWhole() {
    ObjectStore store = store();
    byte[] large = new byte[20 << 20];
    Arrays.fill(large, (byte) 7);

    assertThat(store.get("a/b")).isEmpty();
    var first = store.put("a/b", bytes("one"));
    assertThat(store.get("a/b").orElseThrow().content()).isEqualTo(bytes("one"));
    assertThat(store.put("a/b", bytes("two"))).isNotEqualTo(first);
    assertThat(store.put("a/b", bytes("one"))).isEqualTo(first);
    store.put("large", large);
    byte[] stored = store.get("large").orElseThrow().content();
    assertThat(stored).hasSameSizeAs(large);
    assertThat(Arrays.mismatch(stored, large)).as("first byte that differs").isEqualTo(-1);
  }

  @Test
  void open_ofARange_givesWhatThereIs() throws IOException {
    ObjectStore store = store();
    store.put("k", bytes("0123456789"));
    store.put("empty", new byte[0]);

    assertThat(text(store, "k", 0, Long.MAX_VALUE)).isEqualTo("0123456789");
    assertThat(text(store, "k", 3, 5)).isEqualTo("34");
    assertThat(text(store, "k", 8, 100)).isEqualTo("89");
    assertThat(text(store, "k", 10, 20)).isEmpty();
    assertThat(text(store, "k", 50, 60)).isEmpty();
    assertThat(text(store, "empty", 0, 10)).isEmpty();
    assertThatThrownBy(() -> store.open("missing", 0, 1)).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void list_ofAPrefix_isTextualAndInOrderOfBytes() {
    ObjectStore store = store();
    for (String key : List.of("p/b", "p/a", "p/a-1", "p/B", "p/é", "q/x")) {
      store.put(key, bytes(key));
    }

    assertThat(store.list("p/").stream().map(ObjectStore.ObjectSummary::key))
        .containsExactly("p/B", "p/a", "p/a-1", "p/b", "p/é");
    assertThat(store.list("p/a").stream().map(ObjectStore.ObjectSummary::key))
        .containsExactly("p/a", "p/a-1");
    assertThat(store.list("p/é").getFirst().size()).isEqualTo(4);
    assertThat(store.list("none")).isEmpty();
  }

  @Test
  void putIfAbsent_ofManyWriters_hasOneWinnerAndTellsTheOthers() throws Exception {
    ObjectStore store = store();
    List<Callable<PutResult>> writers = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      byte[] own = bytes("writer " + i);
      writers.add(() -> store.putIfAbsent("claim", own));
    }
    int won = 0;
    byte[] winner = {};
    List<byte[]> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<PutResult> result : threads.invokeAll(writers)) {
        switch (result.get()) {
          case PutResult.Stored stored -> won++;
          case PutResult.Exists exists -> told.add(exists.current().content());
        }
      }
      winner = store.get("claim").orElseThrow().content();
    }
    assertThat(won).isEqualTo(1);
    assertThat(told).hasSize(23);
    for (byte[] content : told) {
      assertThat(content).isEqualTo(winner);
    }
  }

  @Test
  void replaceIfUnchanged_ofManyWriters_losesNoIncrement() throws Exception {
    ObjectStore store = store();
    store.put("count", bytes("0"));
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(
          () -> {
            for (int done = 0; done < 10; ) {
              var current = store.get("count").orElseThrow();
              int next =
                  Integer.parseInt(new String(current.content(), StandardCharsets.UTF_8)) + 1;
              if (store.replaceIfUnchanged("count", current.etag(), bytes(String.valueOf(next)))
                  instanceof PutResult.Stored) {
                done++;
              }
            }
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> result : threads.invokeAll(writers)) {
        assertThat(result.get()).isTrue();
      }
    }

    assertThat(store.get("count").orElseThrow().content()).isEqualTo(bytes("80"));
    var old = new ObjectStore.Etag("\"old\"");
    assertThat(store.replaceIfUnchanged("count", old, bytes("x")))
        .isInstanceOf(PutResult.Exists.class);
    assertThatThrownBy(() -> store.replaceIfUnchanged("missing", old, bytes("x")))
        .isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void folders_ofAFolder_areThoseDirectlyInIt() {
    ObjectStore store = store();
    for (String key : List.of("c/b/1", "c/a/x/2", "c/a/3", "c/file", "d/e/4", "c-other/f/5")) {
      store.put(key, bytes("x"));
    }

    assertThat(store.folders("c/")).containsExactly("c/a/", "c/b/");
    assertThat(store.folders("c/a/")).containsExactly("c/a/x/");
    assertThat(store.folders("c/b/")).isEmpty();
    assertThat(store.folders("nothing/")).isEmpty();
  }

  @Test
  void put_ofAKeyThatS3OrAFolderWouldMisread_isRefused() {
    ObjectStore store = store();
    for (String key :
        List.of("", "/a", "a//b", "../a", "a/./b", "a\\b", "a\nb", "k".repeat(1_025))) {
      assertThatThrownBy(() -> store.put(key, bytes("x")))
          .as("'%s'", key)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("object key must");
    }
  }
}
