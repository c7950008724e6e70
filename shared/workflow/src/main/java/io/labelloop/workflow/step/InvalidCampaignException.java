package io.labelloop.workflow.step;

import io.labelloop.campaign.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A campaign file has mistakes; all of them are named. Nothing was spent. */
public final class InvalidCampaignException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> mistakes;

  public InvalidCampaignException(String file, List<Finding> mistakes) {
    super(
        file
            + " has "
            + mistakes.size()
            + (mistakes.size() == 1 ? " mistake:\n" : " mistakes:\n")
            + mistakes.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Finding> mistakes() {
    return mistakes;
  }
}
