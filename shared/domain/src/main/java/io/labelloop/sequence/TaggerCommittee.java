package io.labelloop.sequence;

import io.labelloop.model.Bagging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bagged models of tags ({@link Bagging}). Where members disagree about a sentence, the tags so far
 * leave room for different models.
 *
 * @param members at least one
 */
public record TaggerCommittee(List<SequenceModel> members) {
  public TaggerCommittee {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a committee has at least 1 member, but got none");
    }
  }

  /**
   * Trains the members. The order of the sentences does not matter.
   *
   * @param size how many members, at least 1
   * @param sentences at least one
   */
  public static TaggerCommittee train(
      int size,
      SequenceLearner learner,
      TagSet tags,
      List<TaggedSentence> sentences,
      long seed,
      Instant trainedAt) {
    List<TaggedSentence> sorted =
        sentences.stream().sorted(Comparator.comparing(TaggedSentence::id)).toList();
    var members = new ArrayList<SequenceModel>();
    for (int member = 0; member < size; member++) {
      members.add(learner.train(tags, Bagging.draw(sorted, seed, member), seed, trainedAt));
    }
    return new TaggerCommittee(members);
  }

  /** What each member says of a sentence. */
  public List<TagDistribution> distributions(List<String> tokens) {
    return members.stream().map(member -> member.distribution(tokens)).toList();
  }
}
