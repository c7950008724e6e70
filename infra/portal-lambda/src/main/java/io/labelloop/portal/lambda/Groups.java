package io.labelloop.portal.lambda;

import io.labelloop.portal.Role;
import java.util.List;
import java.util.Optional;

/**
 * What membership in a group allows: {@code labelloop-managers} and {@code labelloop-annotators}
 * for all campaigns, {@code labelloop-managers-NAME} and {@code labelloop-annotators-NAME} for the
 * campaign of that name. A manager may also label.
 *
 * @param prefix what stands before {@code -managers} and {@code -annotators}
 */
record Groups(String prefix) {
  private String managers() {
    return prefix + "-managers";
  }

  /** The group whose members label in every campaign. */
  String annotators() {
    return prefix + "-annotators";
  }

  /** The group that gives a role in all campaigns; with {@code -NAME}, in one. */
  String of(Role role) {
    return switch (role) {
      case MANAGER -> managers();
      case ANNOTATOR -> annotators();
    };
  }

  /** Those of some groups that mean something here. */
  List<String> ours(List<String> groups) {
    return groups.stream()
        .filter(group -> is(group, managers()) || is(group, annotators()))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean is(String group, String name) {
    return group.equals(name) || group.startsWith(name + "-");
  }

  /** The role in a campaign that some groups give, or nothing if they give none. */
  Optional<Role> role(List<String> groups, String campaign) {
    if (groups.contains(managers()) || groups.contains(managers() + "-" + campaign)) {
      return Optional.of(Role.MANAGER);
    }
    return groups.contains(annotators()) || groups.contains(annotators() + "-" + campaign)
        ? Optional.of(Role.ANNOTATOR)
        : Optional.empty();
  }
}
