package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
  private static List<Item> items(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Item(new ItemId("item-" + i), new ItemContent.Text("text " + i)))
        .toList();
  }

  private static List<Item> sample(int size, long seed, List<List<Item>> shards) {
    var merged = Sample.uniform(size, new SeededOrder(seed, "test"));
    for (List<Item> shard : shards) {
      var own = Sample.uniform(size, new SeededOrder(seed, "test"));
      shard.forEach(own::add);
      own.toList().forEach(merged::add);
    }
    return merged.toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void toList_ofMergedShards_isThatOfTheWholeInAnyOrder(long seed) {
    List<Item> all = items(200);
    List<Item> expected =
        all.stream()
            .sorted(Comparator.comparing(Item::id, new SeededOrder(seed, "test")))
            .limit(30)
            .toList();
    List<Item> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(sample(30, seed, List.of(all))).isEqualTo(expected);
    assertThat(sample(30, seed, List.of(shuffled.subList(0, 11), shuffled.subList(11, 200))))
        .isEqualTo(expected);
  }

  @Test
  void add_ofTheSameId_keepsOneWhateverTheOrder() {
    var one = new Item(new ItemId("a"), new ItemContent.Text("one"));
    var two = new Item(new ItemId("a"), new ItemContent.Text("two"));

    assertThat(sample(5, 0, List.of(List.of(one, two))))
        .hasSize(1)
        .isEqualTo(sample(5, 0, List.of(List.of(two), List.of(one))));
  }

  @Test
  void toList_ofNoRoom_isEmpty() {
    assertThat(sample(0, 0, List.of(items(5)))).isEmpty();
  }

  @Test
  void sample_overSeeds_isUniform() {
    int[] drawn = new int[20];
    for (long seed = 0; seed < 2_000; seed++) {
      for (Item item : sample(5, seed, List.of(items(20)))) {
        drawn[Integer.parseInt(item.id().value().substring(5))]++;
      }
    }
    // 2,000 draws of a quarter: 500 each, standard deviation 19.4; six of them either way
    assertThat(java.util.Arrays.stream(drawn).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(384, 616));
  }

  @Test
  void order_ofAnotherPurposeOrSeed_isUnrelated() {
    var ids = items(1_000).stream().map(Item::id).toList();
    var first = new SeededOrder(7, "certification");
    for (SeededOrder other :
        List.of(new SeededOrder(7, "sample"), new SeededOrder(8, "certification"))) {
      var half = ids.stream().sorted(first).limit(500).toList();
      long common = ids.stream().sorted(other).limit(500).filter(half::contains).count();
      // hypergeometric: mean 250, standard deviation 7.9
      assertThat(common).isBetween(200L, 300L);
    }
  }
}
