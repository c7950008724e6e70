package io.labelloop.aws.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.pool.ItemContent;
import io.labelloop.sequence.Entity;
import io.labelloop.sequence.TagSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Turns stretches of text that an annotator marked into tags of the tokens. A mark counts for every
 * token that it touches, since a hand seldom hits a word's first and last letter; of two marks that
 * touch one token the one that begins earlier counts.
 *
 * <p>Offsets count Unicode characters, as the element's reference says; that a browser may count
 * UTF-16 units instead, which differs behind characters such as emoji, could not be tried.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-ui-template-crowd-entity-annotation.html">crowd-entity-annotation</a>
 */
final class MarkedEntities {
  private MarkedEntities() {}

  /** The tags of a sentence, or nothing if the field holds no list of entities that is right. */
  static Optional<TagSequence> read(
      JsonNode field, List<String> types, ItemContent.Tokens sentence) {
    if (!field.path("entities").isArray()) {
      return Optional.empty();
    }
    var entities = new ArrayList<Entity>();
    for (JsonNode mark : field.path("entities")) {
      Optional<Entity> entity = entity(mark, types, sentence.tokens());
      if (entity.isEmpty()) {
        return Optional.empty();
      }
      entities.add(entity.get());
    }
    entities.sort(Comparator.comparingInt(Entity::start).thenComparingInt(Entity::end));
    var apart = new ArrayList<Entity>();
    for (Entity entity : entities) {
      if (apart.isEmpty() || entity.start() >= apart.getLast().end()) {
        apart.add(entity);
      }
    }
    return Optional.of(TagSequence.ofEntities(sentence.tokens().size(), apart));
  }

  private static Optional<Entity> entity(JsonNode mark, List<String> types, List<String> tokens) {
    int type = types.indexOf(mark.path("label").asText());
    int from = mark.path("startOffset").asInt(-1);
    int to = mark.path("endOffset").asInt(-1);
    int first = tokens.size();
    int end = 0;
    int at = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int length = tokens.get(i).codePointCount(0, tokens.get(i).length());
      if (from < at + length && to > at) {
        first = Math.min(first, i);
        end = i + 1;
      }
      // a space stands between two tokens
      at += length + 1;
    }
    return type < 0 || from < 0 || first >= end
        ? Optional.empty()
        : Optional.of(new Entity(first, end, type));
  }
}
