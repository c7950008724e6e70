package io.labelloop.workflow.step;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Stream;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.workflow.document.ConsolidatedLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The sentences of a sequence campaign that have consolidated tags. */
public final class Sentences {
  private Sentences() {}

  /** The tokens of an item; a sequence campaign has no other items. */
  public static List<String> tokens(ItemContent content) {
    if (content instanceof ItemContent.Tokens tokens) {
      return tokens.tokens();
    }
    throw new IllegalArgumentException("a sentence has tokens, but the item has " + content);
  }

  /** What a model may learn from: all but the certification stream's, of rounds 1 to a round. */
  static List<TaggedSentence> training(Campaign campaign, int round) {
    return of(campaign, round, Stream::teaches);
  }

  /** The certification stream's. */
  static List<TaggedSentence> certification(Campaign campaign, int round) {
    return of(campaign, round, stream -> stream == Stream.CERTIFICATION);
  }

  private static List<TaggedSentence> of(Campaign campaign, int round, Predicate<Stream> wanted) {
    Map<io.labelloop.pool.ItemId, ConsolidatedLabels.Label> labels =
        campaign.consolidatedLabels(round);
    var sentences = new ArrayList<TaggedSentence>();
    for (var item : campaign.asked(round)) {
      ConsolidatedLabels.Label label = labels.get(item.id());
      if (label != null && wanted.test(item.stream())) {
        sentences.add(new TaggedSentence(item.id(), tokens(item.content()), label.tags()));
      }
    }
    return sentences;
  }

  /** The entities of a sentence in words, such as {@code "Turin (place), Ada (person)"}. */
  public static String inWords(Campaign campaign, ItemContent content, TagSequence tags) {
    List<String> tokens = tokens(content);
    var words = new ArrayList<String>();
    tags.entities()
        .forEach(
            entity ->
                words.add(
                    String.join(" ", tokens.subList(entity.start(), entity.end()))
                        + " ("
                        + campaign.labels().name(entity.type())
                        + ")"));
    return words.isEmpty() ? "no entity" : String.join(", ", words);
  }
}
