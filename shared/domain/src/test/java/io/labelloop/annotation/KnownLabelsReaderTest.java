package io.labelloop.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.annotation.AnnotationFile.RejectedRow;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownLabelsReaderTest {
  private static KnownLabels read(String csv) {
    return new KnownLabelsReader(
            new ClassLabels(List.of("ham", "spam")),
            List.of(new ItemId("1"), new ItemId("2"), new ItemId("3")))
        .read(new StringReader(csv));
  }

  @Test
  void read_ofBadRows_rejectsThemWithLineAndReasonAndKeepsTheRest() {
    KnownLabels known =
        read(
            "item,truth\n"
                + "1,ham\n" // 2
                + "2,spam\n" // 3: contradicted
                + "3,egg\n" // 4: unknown label
                + "4,ham\n" // 5: unknown item
                + "1,ham\n" // 6: again
                + "2,ham\n" // 7: contradiction
                + ",ham\n" // 8: no item
                + "3\n"); // 9: no label
    assertThat(known.classes()).isEqualTo(Map.of(new ItemId("1"), 0));
    assertThat(known.rejected())
        .containsExactly(
            new RejectedRow(3, "item '2' is 'spam' here and 'ham' in line 7: it counts as unknown"),
            new RejectedRow(4, "label 'egg' of item '3' is not among the labels [ham, spam]"),
            new RejectedRow(5, "item '4' has no annotation"),
            new RejectedRow(6, "item '1' stands in line 2 already"),
            new RejectedRow(7, "item '2' is 'ham' here and 'spam' in line 3: it counts as unknown"),
            new RejectedRow(8, "item id must have 1 to 256 characters, but had 0"),
            new RejectedRow(9, "has only 1 columns"));
  }

  @Test
  void read_ofALabelColumn_takesIt() {
    assertThat(read("\uFEFFlabel,item\nspam,3\n").classes()).containsEntry(new ItemId("3"), 1);
  }

  @Test
  void read_withoutAColumn_isRefused() {
    assertThatThrownBy(() -> read("id,truth\n1,ham\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the columns item and truth")
        .hasMessageContaining("[id, truth]");
    assertThatThrownBy(() -> read("")).hasMessageContaining("it has []");
  }
}
