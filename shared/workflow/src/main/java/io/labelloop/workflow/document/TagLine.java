package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.math.BigDecimal;
import java.util.List;

/**
 * A line of a sequence campaign's labels file.
 *
 * @param tags the names of the tags, one per token
 * @param confidence the probability that all tags are right, rounded to six decimals
 * @param source {@code human} or {@code auto}
 * @param stream what the label may be used for, in lower case
 * @param round the round that asked
 * @param annotations the number of answers behind the label
 */
public record TagLine(
    ItemId id,
    List<String> tokens,
    List<String> tags,
    BigDecimal confidence,
    String source,
    String stream,
    int round,
    int annotations) {
  public TagLine {
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
  }
}
