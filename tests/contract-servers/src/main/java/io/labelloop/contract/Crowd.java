package io.labelloop.contract;

import java.util.List;
import java.util.Optional;

/** Annotators who stand behind a server. Their answers do not depend on when they are asked. */
public interface Crowd {
  /** The annotators in the order in which they come to an item in a job. */
  List<String> queue(String job, String item);

  /**
   * What an annotator says of an item.
   *
   * @param labels the answers that the page offers
   * @return nothing if they leave the item unanswered
   */
  Optional<String> answer(String annotator, String item, List<String> labels);
}
