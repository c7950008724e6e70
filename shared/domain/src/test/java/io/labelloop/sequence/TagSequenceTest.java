package io.labelloop.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.model.ClassLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagSequenceTest {
  private static final TagSet TAGS = new TagSet(new ClassLabels(List.of("person", "place")));

  @Test
  void names_ofTwoTypes_areOutsideAndABeginningAndAContinuationOfEach() {
    assertThat(TAGS.names()).containsExactly("O", "B-person", "I-person", "B-place", "I-place");
  }

  @Test
  void entities_ofNeighboursOfOneType_areToldApartByTheirBeginnings() {
    TagSequence tags = TAGS.parse(List.of("B-person", "B-person", "I-person", "O", "B-place"));
    assertThat(tags.entities())
        .containsExactly(new Entity(0, 1, 0), new Entity(1, 3, 0), new Entity(4, 5, 1));
    assertThat(TagSequence.ofEntities(5, tags.entities())).isEqualTo(tags);
  }

  @Test
  void parse_ofContinuationsWithoutABeginning_beginsEntities() {
    assertThat(TAGS.names(TAGS.parse(List.of("I-person", "I-person", "I-place", "O", "I-place"))))
        .containsExactly("B-person", "I-person", "B-place", "O", "B-place");
  }

  @Test
  void of_aContinuationOfAnotherType_isRefused() {
    assertThatThrownBy(() -> TagSequence.of(1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tag 4 at token 1 does not continue an entity of its type");
  }

  @Test
  void of_noTagsOrAnUnknownName_isRefused() {
    assertThatThrownBy(() -> TagSequence.of()).hasMessageContaining("at least one tag");
    assertThatThrownBy(() -> TAGS.parse(List.of("B-animal")))
        .hasMessageContaining("there is no tag 'B-animal'; the task has [O, B-person");
  }

  @Test
  void ofEntities_thatOverlapOrEndBeyondTheSentence_areRefused() {
    assertThatThrownBy(
            () -> TagSequence.ofEntities(3, List.of(new Entity(0, 2, 0), new Entity(1, 3, 1))))
        .hasMessageContaining("must not overlap, but two have token 1");
    assertThatThrownBy(() -> TagSequence.ofEntities(2, List.of(new Entity(1, 3, 1))))
        .hasMessageContaining("ends beyond the sentence, which has 2 tokens");
  }
}
