package io.labelloop.workflow.cockpit;

import io.labelloop.workflow.cockpit.CampaignFigures.Course;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may order of a campaign from the cockpit. */
public enum CockpitOrder {
  PAUSE("Pause after this round", "It waits after the round that runs, until it is resumed."),
  RESUME("Resume", "It goes on."),
  STOP(
      "Stop, and keep what there is",
      "It ends after the round that runs, with the labels and the certificate that there are. This cannot be"
          + " taken back."),
  BUDGET(
      "Change the budget",
      "The new budget holds from the next round on; what is spent or reserved stays so.",
      "budget",
      "New budget",
      "250 USD"),
  DEADLINE(
      "Change the deadline",
      "It ends after the round that runs when the time is up.",
      "hours",
      "Hours from its start",
      "72"),
  REVIEW(
      "Review doubtful items",
      "People are asked again, in the next round and for its money, about a sample of the items whose labels are"
          + " doubtful.",
      "items",
      "How many at most",
      "20");

  private final String label;
  private final String effect;
  private final String field;
  private final String fieldLabel;
  private final String example;

  CockpitOrder(String label, String effect) {
    this(label, effect, "", "", "");
  }

  CockpitOrder(String label, String effect, String field, String fieldLabel, String example) {
    this.label = label;
    this.effect = effect;
    this.field = field;
    this.fieldLabel = fieldLabel;
    this.example = example;
  }

  /**
   * What a person has to say with the order.
   *
   * @param name of the field; differs from order to order
   */
  public record Input(String name, String label, String example) {}

  /** The words on its button. */
  public String label() {
    return label;
  }

  /** What it does, in sentences: asked before it is done. */
  public String effect() {
    return effect;
  }

  /** The field that goes with it, if there is one. */
  public Optional<Input> input() {
    return field.isEmpty() ? Optional.empty() : Optional.of(new Input(field, fieldLabel, example));
  }

  /** The name in requests, such as {@code pause}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order with an {@link #id}. */
  public static Optional<CockpitOrder> of(String id) {
    return Arrays.stream(values()).filter(order -> order.id().equals(id)).findFirst();
  }

  /** Whether the order makes sense for a campaign as it stands. */
  public boolean suits(CampaignFigures campaign) {
    if (campaign.ended() || campaign.money().isEmpty()) {
      return false;
    }
    boolean held = campaign.course() == Course.PAUSING || campaign.course() == Course.PAUSED;
    return switch (this) {
      case PAUSE -> campaign.course() == Course.GOES_ON;
      case RESUME -> held;
      case STOP, REVIEW -> campaign.course() != Course.STOPPING;
      case BUDGET, DEADLINE -> true;
    };
  }
}
