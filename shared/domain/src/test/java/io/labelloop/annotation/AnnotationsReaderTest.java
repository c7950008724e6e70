package io.labelloop.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.annotation.AnnotationFile.RejectedRow;
import io.labelloop.model.ClassLabels;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsReaderTest {
  private static final ClassLabels HAM_SPAM = new ClassLabels(List.of("ham", "spam"));

  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  private static AnnotationFile read(String csv) {
    return new AnnotationsReader(NOW).read(new StringReader(csv));
  }

  private static AnnotationFile readHamSpam(String csv) {
    return new AnnotationsReader(NOW).read(new StringReader(csv), HAM_SPAM);
  }

  @Test
  void read_ofNumericLabels_ordersClassesAsNumbers() {
    AnnotationFile file = read("item,worker,label\n1,a,10\n2,a,9\n3,b,0\n");
    assertThat(file.labels().names()).containsExactly("0", "9", "10");
    assertThat(file.annotations()).extracting(Annotation::label).containsExactly(2, 1, 0);
    assertThat(file.rejected()).isEmpty();
    assertThat(file.table().size()).isEqualTo(3);
  }

  @Test
  void read_ofNamedLabels_ordersClassesAsText() {
    AnnotationFile file = read("item,worker,label\n1,a,spam\n2,a,ham\n3,a,1\n");
    assertThat(file.labels().names()).containsExactly("1", "ham", "spam");
  }

  @Test
  void read_ofColumnsInAnotherOrder_findsThemByName() {
    AnnotationFile file =
        readHamSpam("\uFEFFlabel,when,item,worker\n\"spam\",now,\"a,1\",w\nham,now,b,w\n");
    assertThat(file.annotations())
        .extracting(a -> a.item() + "/" + a.annotator() + "/" + a.label())
        .containsExactly("a,1/w/1", "b/w/0");
  }

  @Test
  void read_ofBadRows_rejectsThemWithLineAndReasonAndKeepsTheRest() {
    AnnotationFile file =
        readHamSpam(
            "item,worker,label\n"
                + "1,a,ham\n" // 2
                + "1,a,spam\n" // 3: again
                + "1,b,egg\n" // 4: unknown label
                + ",b,ham\n" // 5: no item
                + "2,b\n" // 6: too few columns
                + "2,c,\n" // 7: no label
                + "3,a,spam,5\n" // 8: too many columns
                + "2,b,spam\n");
    assertThat(file.annotations()).hasSize(2);
    assertThat(file.rejected())
        .containsExactly(
            new RejectedRow(3, "worker 'a' answered about item '1' before, in line 2"),
            new RejectedRow(4, "label 'egg' is not among the task's labels [ham, spam]"),
            new RejectedRow(5, "item id must have 1 to 256 characters, but had 0"),
            new RejectedRow(6, "has 2 columns, but the first row 3"),
            new RejectedRow(7, "has no label"),
            new RejectedRow(8, "has 4 columns, but the first row 3"));
  }

  @Test
  void read_withoutAColumn_isRefused() {
    assertThatThrownBy(() -> read("item,annotator,label\n1,a,0\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'worker' is not among [item, annotator, label]");
    assertThatThrownBy(() -> read("")).hasMessageContaining("the file is empty");
  }

  @Test
  void read_ofOneLabelOnly_cannotTellTheClasses() {
    assertThatThrownBy(() -> read("item,worker,label\n1,a,ham\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2 labels")
        .hasMessageContaining("[ham]");
    assertThat(readHamSpam("item,worker,label\n1,a,ham\n").annotations()).hasSize(1);
  }

  @Test
  void read_ofTimes_takesInstantsAndSecondsAndRejectsTheFuture() {
    AnnotationFile file =
        read(
            "item,worker,label,time\n"
                + "1,a,ham,2026-01-31T12:00:00Z\n"
                + "2,a,spam,1769860800\n" // 2026-01-31T12:00:00Z
                + "3,a,ham,\n"
                + "4,a,ham,2026-02-01T00:00:01Z\n" // 5: a second late
                + "5,a,ham,yesterday\n"); // 6
    assertThat(file.annotations())
        .extracting(Annotation::answeredAt)
        .containsExactly(
            Instant.parse("2026-01-31T12:00:00Z"),
            Instant.parse("2026-01-31T12:00:00Z"),
            Instant.EPOCH);
    assertThat(file.rejected()).extracting(RejectedRow::line).containsExactly(5L, 6L);
    assertThat(file.rejected().get(0).reason())
        .isEqualTo("time 2026-02-01T00:00:01Z lies in the future: it is now 2026-02-01T00:00:00Z");
    assertThat(file.rejected().get(1).reason())
        .contains("an instant such as", "seconds since 1970", "but was 'yesterday'");
  }

  @Test
  void read_ofNoUsableRow_saysWhy() {
    assertThatThrownBy(() -> read("item,worker,label\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no annotations below the first row");
    assertThatThrownBy(() -> readHamSpam("item,worker,label\n1,a,egg\n2,a,egg\n"))
        .hasMessageContaining("none of its 2 annotations can be used; the first, in line 2")
        .hasMessageContaining("'egg'");
  }
}
