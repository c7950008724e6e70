package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.FittingCosts;
import io.labelloop.budget.Money;
import io.labelloop.budget.Reservation;
import io.labelloop.budget.ReservationId;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.Notifications;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the questions of a wave and holds the money for them before anyone is asked.
 *
 * <p>The first wave asks about the round's batch, with the items that people sent to review and
 * hidden gold items among it, every later one about what is still doubtful. Where the money does
 * not suffice for all of them, those are asked that still fit, in the batch's order; a wave without
 * a question says that there is no money left.
 */
public final class ReserveBudget implements Step<WaveInput, ReserveBudget.Output> {
  private final Campaigns campaigns;
  private final LedgerBook ledger;
  private final Notifications notifications;

  public ReserveBudget(Campaigns campaigns, LedgerBook ledger, Notifications notifications) {
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.notifications = notifications;
  }

  /** The number of questions for which there is money, and of those for which there is none. */
  public record Output(int questions, int unaffordable) {}

  @Override
  public Class<WaveInput> inputType() {
    return WaveInput.class;
  }

  @Override
  public Output execute(WaveInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().wave(input.round(), input.wave());
    Wave wave = campaign.documents().decided(key, Wave.class, () -> reserve(campaign, input));
    return new Output(wave.questions().size(), wave.unaffordable());
  }

  private Wave reserve(Campaign campaign, WaveInput input) {
    List<Wave.Asked> wanted = wanted(campaign, input);
    List<Money> costs = WaveCost.most(campaign.spec().workforce().prices(), wanted);
    String cause =
        "round " + input.round() + ", wave " + input.wave() + ": " + wanted.size() + " questions";
    // a repeated call is given what the first one was granted, even if it was cut off before the
    // wave was stored
    List<Wave.Asked> questions =
        switch (ledger.reserveFitting(campaign, input, costs, cause)) {
          case Reservation.Granted granted ->
              FittingCosts.of(costs, granted.held()).stream().map(wanted::get).toList();
          case Reservation.Denied denied -> List.of();
        };
    var wave =
        new Wave(
            Wave.VERSION,
            input.round(),
            input.wave(),
            questions,
            wanted.size() - questions.size(),
            campaign.reinstatements().annotators().stream().sorted().toList());
    tell(campaign, wave);
    return wave;
  }

  /** Before the wave is stored, so that a repeated call tells again rather than never. */
  private void tell(Campaign campaign, Wave wave) {
    if (wave.questions().isEmpty()
        || campaign.spec().workforce().type() == WorkforceType.SIMULATED) {
      return;
    }
    BudgetLedger books = ledger.read(campaign);
    notifications.send(
        "Labeling campaign " + campaign.claim().campaign() + ": people are asked",
        "Round "
            + wave.round()
            + ", wave "
            + wave.wave()
            + ": "
            + wave.questions().size()
            + " questions for "
            + wave.annotations()
            + " answers; "
            + wave.unaffordable()
            + " more have no money. Spent: "
            + books.settled()
            + ", held: "
            + books.reserved()
            + books.left().map(left -> ", left: " + left).orElse("")
            + ".");
  }

  private static List<Wave.Asked> wanted(Campaign campaign, WaveInput input) {
    if (input.wave() == 1) {
      return HiddenGold.mixedInto(
          campaign,
          input.round(),
          Stream.concat(
                  campaign.batch(input.round()).stream()
                      .map(item -> new Wave.Asked(item.id(), item.annotations())),
                  ReviewSample.of(campaign, input.round()).stream()
                      .map(item -> new Wave.Asked(item, 1)))
              .toList());
    }
    String consolidated = campaign.keys().consolidation(input.round(), input.wave() - 1);
    if (campaign.claim().cut(input.round(), input.wave() - 1)) {
      return CutShort.askedAgain(
          campaign,
          campaign.wave(input.round(), input.wave() - 1),
          campaign
              .documents()
              .find(consolidated, ConsolidatedLabels.class)
              .map(ConsolidatedLabels::doubtful)
              .orElse(List.of()));
    }
    return campaign.documents().get(consolidated, ConsolidatedLabels.class).doubtful().stream()
        .map(item -> new Wave.Asked(item, 1))
        .toList();
  }

  /** Names the money of a wave in the ledger. */
  public static ReservationId reservation(int round, int wave) {
    return new ReservationId("round-" + round + "-wave-" + wave);
  }
}
