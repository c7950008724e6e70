package io.labelloop.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationTableTest {
  private static Annotation answer(String item, String annotator, int label) {
    return new Annotation(new ItemId(item), new AnnotatorId(annotator), label, Instant.EPOCH);
  }

  @Test
  void of_rowsInAnyOrder_sortsByItemThenAnnotator() {
    AnnotationTable table =
        AnnotationTable.of(
            List.of(
                answer("b", "x", 0), answer("a", "y", 1), answer("b", "w", 2), answer("a", "x", 0)),
            3);
    assertThat(table.items()).extracting(ItemId::value).containsExactly("a", "b");
    assertThat(table.annotators()).extracting(AnnotatorId::value).containsExactly("w", "x", "y");
    assertThat(table.size()).isEqualTo(4);
    assertThat(table.classes()).isEqualTo(3);
    assertThat(table.start(0)).isZero();
    assertThat(table.end(0)).isEqualTo(2);
    assertThat(table.end(1)).isEqualTo(4);
    assertThat(new int[] {table.annotator(0), table.annotator(1)}).containsExactly(1, 2);
    assertThat(new int[] {table.annotator(2), table.annotator(3)}).containsExactly(0, 1);
    assertThat(new int[] {table.label(0), table.label(1), table.label(2), table.label(3)})
        .containsExactly(0, 1, 2, 0);
    assertThat(table.answersByAnnotator()).containsExactly(1, 2, 1);
  }

  @Test
  void of_noRows_isAnEmptyTable() {
    AnnotationTable table = AnnotationTable.of(List.of(), 2);
    assertThat(table.size()).isZero();
    assertThat(table.items()).isEmpty();
  }

  @Test
  void of_twoAnswersOfOneAnnotatorAboutAnItem_isRefused() {
    assertThatThrownBy(
            () -> AnnotationTable.of(List.of(answer("a", "x", 0), answer("a", "x", 0)), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("annotator 'x' answered twice about item 'a'");
  }

  @Test
  void of_aLabelBeyondTheClasses_isRefused() {
    assertThatThrownBy(() -> AnnotationTable.of(List.of(answer("a", "x", 2)), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be below 2")
        .hasMessageContaining("label=2");
  }

  @Test
  void of_oneClass_isRefused() {
    assertThatThrownBy(() -> AnnotationTable.of(List.of(), 1))
        .hasMessageContaining("at least 2 classes");
  }

  @Test
  void annotation_withANegativeLabel_isRefused() {
    assertThatThrownBy(() -> answer("a", "x", -1)).hasMessageContaining("but was -1");
  }

  @Test
  void annotatorId_thatIsEmptyOrHasControlCharacters_isRefused() {
    assertThatThrownBy(() -> new AnnotatorId("")).hasMessageContaining("1 to 256 characters");
    assertThatThrownBy(() -> new AnnotatorId("a\nb")).hasMessageContaining("control characters");
  }
}
