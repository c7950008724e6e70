package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.TagSequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static <T> void isStoredAs(T value, Class<T> type, String json) {
    assertThat(new String(JsonCodec.lines(List.of(value)), StandardCharsets.UTF_8))
        .isEqualTo(json + "\n");
    assertThat(JsonCodec.readLines((json + "\n").getBytes(StandardCharsets.UTF_8), type))
        .containsExactly(value);
  }

  @Test
  void annotation_ofAClass_isStoredAsInTheFirstRelease() {
    isStoredAs(
        new Annotation(new ItemId("a"), new AnnotatorId("ann"), 2, NOON),
        Annotation.class,
        "{\"item\":\"a\",\"annotator\":\"ann\",\"label\":2,\"answeredAt\":\"2026-01-01T12:00:00Z\"}");
  }

  @Test
  void annotation_ofTags_isStoredAsAnArray() {
    isStoredAs(
        new Annotation(
            new ItemId("a"),
            new AnnotatorId("ann"),
            new Answer.TagAnswer(TagSequence.of(0, 1, 2)),
            NOON),
        Annotation.class,
        "{\"item\":\"a\",\"annotator\":\"ann\",\"tags\":[0,1,2],\"answeredAt\":\"2026-01-01T12:00:00Z\"}");
  }

  @Test
  void label_ofEitherKind_isStoredWithItsConfidence() {
    isStoredAs(
        new ConsolidatedLabels.Label(new ItemId("a"), 1, 0.75, 3),
        ConsolidatedLabels.Label.class,
        "{\"item\":\"a\",\"label\":1,\"confidence\":0.75,\"annotations\":3}");
    isStoredAs(
        new ConsolidatedLabels.Label(
            new ItemId("a"), new Answer.TagAnswer(TagSequence.of(3)), 0.5, 1),
        ConsolidatedLabels.Label.class,
        "{\"item\":\"a\",\"tags\":[3],\"confidence\":0.5,\"annotations\":1}");
  }

  @Test
  void picture_isStoredBesideTheNumbers() {
    String stored =
        "{\"id\":\"a\",\"content\":{\"features\":[1.0],\"picture\":\"x.png\",\"alt\":\"a tern\"}}";
    Item item = JsonCodec.read(stored.getBytes(StandardCharsets.UTF_8), Item.class);
    assertThat(((ItemContent.Features) item.content()).picture())
        .contains(new Picture("x.png", Optional.of("a tern")));
    assertThat(
            new String(JsonCodec.document(item), StandardCharsets.UTF_8)
                .replaceAll("\\n| (?!tern)", ""))
        .isEqualTo(stored);
  }

  @Test
  void tokens_areStoredAsAnArray() {
    isStoredAs(
        new Item(new ItemId("a"), new ItemContent.Tokens(List.of("x", "\"y\""))),
        Item.class,
        "{\"id\":\"a\",\"content\":{\"tokens\":[\"x\",\"\\\"y\\\"\"]}}");
  }
}
