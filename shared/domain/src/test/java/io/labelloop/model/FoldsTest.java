package io.labelloop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final ClassLabels CLASSES = new ClassLabels(List.of("a", "b"));

  private static List<LabeledVector> examples(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new LabeledVector(new ItemId("e" + i), DenseVector.of(i), i % 5 == 0 ? 1 : 0))
        .toList();
  }

  @Test
  void of_twentyExamples_spreadsEachClassEvenly() {
    List<List<LabeledVector>> folds = Folds.of(examples(20), 4, 7);

    assertThat(folds).hasSize(4);
    for (List<LabeledVector> fold : folds) {
      assertThat(fold).hasSize(5);
      assertThat(fold).filteredOn(example -> example.label() == 1).hasSize(1);
    }
    assertThat(folds.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(examples(20));
  }

  @Test
  void of_shuffledExamples_isTheSame() {
    List<LabeledVector> shuffled = new ArrayList<>(examples(20));
    Collections.shuffle(shuffled, new Random(1));

    assertThat(Folds.of(shuffled, 4, 7)).isEqualTo(Folds.of(examples(20), 4, 7));
    assertThat(Folds.of(examples(20), 4, 8)).isNotEqualTo(Folds.of(examples(20), 4, 7));
  }

  @Test
  void outOfFold_ofAnyExample_isByAModelThatHasNotSeenIt() {
    var sizes = new ArrayList<Integer>();

    OutOfFold found =
        OutOfFold.of(
            examples(20),
            4,
            7,
            rest -> {
              sizes.add(rest.size());
              return new Remembering(CLASSES, rest);
            });

    assertThat(sizes).containsExactly(15, 15, 15, 15);
    assertThat(found.rows()).hasSize(20).allSatisfy(row -> assertThat(row).containsExactly(.5, .5));
  }

  @Test
  void outOfFold_ofAClassWithOneExample_leavesItOut() {
    OutOfFold found = OutOfFold.of(examples(5), 5, 7, rest -> new Remembering(CLASSES, rest));

    assertThat(found.labels()).containsExactly(0, 0, 0, 0);
  }

  /** Says {@code (.5, .5)}, and {@code (1, 0)} of what it has seen. */
  private record Remembering(ClassLabels classes, List<LabeledVector> seen) implements Classifier {
    @Override
    public double[] probabilities(Vector features) {
      boolean known = seen.stream().anyMatch(example -> example.features().equals(features));
      return known ? new double[] {1, 0} : new double[] {.5, .5};
    }

    @Override
    public byte[] toBytes() {
      return new byte[0];
    }
  }
}
