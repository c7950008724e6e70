package io.labelloop.campaign;

import java.util.List;

/**
 * Which trainer learns: one, or a committee of bagged members that some train in turn.
 *
 * @param names of the trainers; one, unless it is a committee
 * @param members of a committee; 0 if it is none
 */
public record TrainerSpec(List<String> names, int members) {
  public TrainerSpec {
    names = List.copyOf(names);
    if (names.isEmpty() || members < 0 || (members == 0 && names.size() > 1)) {
      throw new IllegalArgumentException(
          "one trainer, or a committee's trainers and members, but was " + names + ", " + members);
    }
  }

  /** A trainer that works alone. */
  public static TrainerSpec named(String name) {
    return new TrainerSpec(List.of(name), 0);
  }

  /** Whether several members are averaged. */
  public boolean isCommittee() {
    return members > 0;
  }

  /** The names as a person would write them, such as {@code committee of 5 (linear-svm)}. */
  public String inWords() {
    return isCommittee()
        ? "committee of " + members + " (" + String.join(", ", names) + ")"
        : names.getFirst();
  }
}
