package io.labelloop.workflow.cockpit;

import java.util.Optional;

/** Looks at who works on a campaign's questions; changes nothing. */
@FunctionalInterface
public interface WorkforceWatch {
  /** A workforce that cannot be watched. */
  WorkforceWatch NONE = prefix -> Optional.empty();

  /**
   * What can be seen now.
   *
   * @param prefix of the campaign
   */
  Optional<Sight> look(String prefix);

  /**
   * Who works, and how far the open questions are.
   *
   * @param answered answers to the open questions, in steps of full pages
   */
  record Sight(CampaignFigures.People people, int answered) {}
}
