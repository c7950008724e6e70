package io.labelloop.workflow.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.campaign.CampaignChange;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.workflow.document.CampaignChanges;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.step.Campaigns;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Extends or shortens the time of a campaign that runs, from its next decision on: the same change
 * as of {@code /stop/maxHours} in its file, and recorded with the changes of the file.
 */
final class SetDeadline {
  private static final String FIELD = "maxHours";

  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final InstantSource clock;

  SetDeadline(DocumentStore documents, Campaigns campaigns, InstantSource clock) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /**
   * @param hours after the campaign's start, when it ends after the round that runs then
   */
  Answered execute(String prefix, BigDecimal hours, String by) {
    var keys = new CampaignKeys(prefix);
    Optional<Answered> refusal = Orders.refusal(documents, keys, by);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (SetBudget.ended(campaigns.open(prefix))) {
      return Orders.ended();
    }
    byte[] file = documents.getBytes(keys.spec());
    JsonNode stop =
        CampaignChanges.of(documents, keys).stop().orElseGet(() -> CampaignChange.stopOf(file));
    JsonNode before = stop.path(FIELD);
    if (before.isMissingNode() && stop.findValue(FIELD) != null) {
      return new Answered.Refused(
          "the campaign's deadline stands within its rules 'any' or 'all'",
          "change /stop in its campaign file, and bring the file again");
    }
    if (before.isNumber() && before.decimalValue().compareTo(hours) == 0) {
      return new Answered.Done("has " + words(hours) + " already", false);
    }
    ObjectNode next = ((ObjectNode) stop).deepCopy();
    next.set(FIELD, DecimalNode.valueOf(hours.stripTrailingZeros()));
    if (campaigns.read(CampaignChange.withStop(file, next), keys.spec())
        instanceof CampaignSpecReader.Reading.Invalid invalid) {
      return new Answered.Refused(words(invalid.mistakes()), "give another number of hours");
    }
    CampaignChanges.append(
        documents,
        keys,
        new CampaignChanges.Change(by, clock.instant(), Optional.of(next), List.of()));
    return new Answered.Done(
        "has "
            + words(hours)
            + " from its next decision on; it had "
            + (before.isNumber() ? before.decimalValue().toPlainString() : "no limit"),
        true);
  }

  private static String words(BigDecimal hours) {
    return hours.stripTrailingZeros().toPlainString() + " hours from its start";
  }

  private static String words(List<Finding> mistakes) {
    return mistakes.stream().map(Finding::toString).collect(Collectors.joining("; "));
  }
}
