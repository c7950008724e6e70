package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others write goes to the store, what is tested through the cache. */
class ReadThroughCacheTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final ReadThroughCache cache = new ReadThroughCache(store, "listed/");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> text(String key) {
    return cache.get(key).map(object -> new String(object.content(), StandardCharsets.UTF_8));
  }

  private String text(String key, long start, long end) throws IOException {
    try (InputStream stream = cache.open(key, start, end)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void get_again_remembersWhatWasThereAndWhatWasNot() throws IOException {
    store.put("a", bytes("one"));
    assertThat(text("a")).contains("one");
    assertThat(text("b")).isEmpty();
    store.put("a", bytes("two"));
    store.put("b", bytes("two"));
    assertThat(text("a")).contains("one");
    assertThat(text("b")).isEmpty();
    assertThat(text("a", 1, Long.MAX_VALUE)).isEqualTo("ne");
    assertThat(text("a", 1, 2)).isEqualTo("n");
    assertThat(text("a", 3, 9)).isEmpty();
    // nothing was remembered of it but its absence
    assertThat(text("b", 0, 9)).isEqualTo("two");
  }

  @Test
  void list_ofWhatHasChanged_letsItBeReadAgain() {
    store.put("a", bytes("one"));
    store.put("c", bytes("kept"));
    assertThat(text("a")).contains("one");
    assertThat(text("b")).isEmpty();
    store.put("a", bytes("two"));
    store.put("b", bytes("new"));
    assertThat(cache.list("")).hasSize(3);
    assertThat(text("a")).contains("two");
    assertThat(text("b")).contains("new");
  }

  @Test
  void get_ofAKeyThatWasNotListed_isAnsweredWithoutTheStore() {
    store.put("listed/a", bytes("one"));
    assertThat(text("listed/a")).isEmpty();
    assertThat(cache.putIfAbsent("listed/a", bytes("ours")))
        .isInstanceOf(ObjectStore.PutResult.Exists.class);
    assertThat(text("listed/a")).contains("one");
    store.put("listed/b", bytes("two"));
    cache.list("listed/");
    assertThat(text("listed/b")).contains("two");
    cache.put("listed/c", bytes("three"));
    assertThat(text("listed/c")).contains("three");
  }

  @Test
  void put_isSeenAtOnce() {
    assertThat(text("a")).isEmpty();
    cache.put("a", bytes("one"));
    assertThat(text("a")).contains("one");
    assertThat(store.get("a").orElseThrow().etag()).isEqualTo(cache.get("a").orElseThrow().etag());
  }

  @Test
  void conditionalWrites_areDecidedByTheStoreAndTellWhatWon() {
    assertThat(text("a")).isEmpty();
    store.put("a", bytes("theirs"));
    assertThat(cache.putIfAbsent("a", bytes("ours")))
        .isInstanceOf(ObjectStore.PutResult.Exists.class);
    assertThat(text("a")).contains("theirs");
    ObjectStore.Etag read = cache.get("a").orElseThrow().etag();
    store.put("a", bytes("later"));
    assertThat(cache.replaceIfUnchanged("a", read, bytes("ours")))
        .isInstanceOf(ObjectStore.PutResult.Exists.class);
    assertThat(text("a")).contains("later");
    assertThat(cache.replaceIfUnchanged("a", cache.get("a").orElseThrow().etag(), bytes("ours")))
        .isInstanceOf(ObjectStore.PutResult.Stored.class);
    assertThat(text("a")).contains("ours");
    assertThatThrownBy(() -> cache.replaceIfUnchanged("gone", read, bytes("x")))
        .isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void get_ofLargeObjectsAndOfTooMany_readsThemEachTime() {
    store.put("large", new byte[ReadThroughCache.LARGEST_BYTES + 1]);
    assertThat(cache.get("large")).isPresent();
    store.put("large", bytes("one"));
    assertThat(text("large")).contains("one");
    int most = ReadThroughCache.MOST_BYTES / ReadThroughCache.LARGEST_BYTES;
    for (int i = 0; i <= most; i++) {
      store.put("k" + i, new byte[ReadThroughCache.LARGEST_BYTES]);
      cache.get("k" + i);
      store.put("k" + i, bytes("one"));
    }
    // "large" has three bytes of the room by now
    assertThat(text("k" + (most - 2))).isNotEqualTo(Optional.of("one"));
    assertThat(text("k" + most)).contains("one");
  }
}
