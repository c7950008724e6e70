package io.labelloop.workflow.cockpit;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.Money;
import io.labelloop.budget.ReservationId;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignPause;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.ReserveBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a campaign that has begun and not been closed. */
final class RunningCampaign {
  private static final Pattern ROUND = Pattern.compile(".*/rounds/([0-9]{4,9})/");

  private final LedgerBook ledger;
  private final WorkforceWatch watch;
  private final InstantSource clock;

  RunningCampaign(LedgerBook ledger, WorkforceWatch watch, InstantSource clock) {
    this.ledger = ledger;
    this.watch = watch;
    this.clock = clock;
  }

  /** The latest evaluated round. */
  private record Learned(int labels, Optional<Evaluation> evaluation) {}

  CampaignFigures.Detail of(Campaign campaign, boolean withRounds) {
    BudgetLedger books = ledger.read(campaign);
    var times = new WaveTimes(books.entries());
    boolean simulated = campaign.spec().workforce().type() == WorkforceType.SIMULATED;
    Instant now = CockpitAssembly.now(clock, simulated, times.last());
    int round = lastRound(campaign);
    Learned learned = learned(campaign, round);
    Optional<Wave> wave = openWave(campaign, books, round);
    Optional<WorkforceWatch.Sight> sight =
        campaign.spec().workforce().type() == WorkforceType.PORTAL
            ? watch.look(campaign.keys().prefix())
            : Optional.empty();
    Optional<CampaignFigures.OpenQuestions> open =
        wave.map(asked -> questions(asked, books, sight, now));
    Optional<Problem> problem = Problem.of(campaign.documents(), campaign.keys(), campaign.claim());
    CampaignOrders orders = CampaignOrders.of(campaign.documents(), campaign.keys());
    CampaignFigures.Course course = course(campaign, round, orders);
    Outcome outcome =
        problem
            .map(p -> p.error().equals(Problem.STOPPED) ? Outcome.STOPPED : Outcome.FAILED)
            .orElse(Outcome.RUNNING);
    var figures =
        new CampaignFigures(
            campaign.keys().prefix(),
            campaign.claim().campaign(),
            Optional.of(campaign.claim().execution()),
            outcome,
            course,
            problem.map(Problem::cause).orElseGet(() -> doing(campaign, round, open, orders)),
            simulated,
            round,
            campaign
                .stop()
                .accuracy()
                .flatMap(
                    target ->
                        learned
                            .evaluation()
                            .map(
                                e ->
                                    new CampaignFigures.Bound(
                                        e.lowerBound(), target.target(), target.confidence()))),
            Optional.of(
                new CampaignFigures.Books(
                    books.settled(),
                    books.reserved(),
                    books.left(),
                    books.budget(),
                    books
                        .orderedBudget()
                        .filter(next -> !books.budget().equals(Optional.of(next))))),
            learned.labels(),
            CockpitAssembly.labelsADay(learned.labels(), campaign.claim(), times.lastSettled()),
            sight.map(WorkforceWatch.Sight::people),
            open,
            problem.isPresent() ? Optional.empty() : next(open, times),
            documents(campaign.keys(), campaign, problem));
    return new CampaignFigures.Detail(
        figures, withRounds ? rounds(campaign, books, round) : List.of());
  }

  private static int lastRound(Campaign campaign) {
    int last = 0;
    for (String folder :
        campaign.documents().objects().folders(campaign.keys().prefix() + "rounds/")) {
      Matcher round = ROUND.matcher(folder);
      if (round.matches()) {
        last = Math.max(last, Integer.parseInt(round.group(1)));
      }
    }
    return last;
  }

  private static Learned learned(Campaign campaign, int last) {
    for (int round = last; round >= 1; round--) {
      Optional<Evaluation> evaluation =
          campaign.documents().find(campaign.keys().evaluation(round), Evaluation.class);
      if (evaluation.isPresent()) {
        int trained =
            campaign
                .documents()
                .find(campaign.keys().training(round), Training.class)
                .map(Training::labels)
                .orElse(0);
        return new Learned(
            trained + evaluation.get().labels(), evaluation.filter(e -> e.labels() > 0));
      }
    }
    return new Learned(0, Optional.empty());
  }

  /** The latest wave whose money is held and whose answers have not been collected. */
  private static Optional<Wave> openWave(Campaign campaign, BudgetLedger books, int round) {
    int wave = 0;
    while (books.held(ReserveBudget.reservation(round, wave + 1)).isPresent()) {
      wave++;
    }
    if (wave == 0 || exists(campaign, campaign.keys().annotations(round, wave))) {
      return Optional.empty();
    }
    return campaign
        .documents()
        .find(campaign.keys().wave(round, wave), Wave.class)
        .filter(asked -> !asked.questions().isEmpty());
  }

  private static boolean exists(Campaign campaign, String key) {
    return campaign.documents().objects().list(key).stream()
        .anyMatch(object -> object.key().equals(key));
  }

  private static CampaignFigures.OpenQuestions questions(
      Wave wave, BudgetLedger books, Optional<WorkforceWatch.Sight> sight, Instant now) {
    ReservationId id = ReserveBudget.reservation(wave.round(), wave.wave());
    Instant since =
        books.entries().stream()
            .filter(
                entry -> entry instanceof LedgerEntry.Reserved reserved && reserved.id().equals(id))
            .map(LedgerEntry::at)
            .findFirst()
            .orElse(now);
    Duration openFor = Duration.between(since, now);
    return new CampaignFigures.OpenQuestions(
        wave.round(),
        wave.wave(),
        wave.questions().size(),
        wave.annotations(),
        sight.map(WorkforceWatch.Sight::answered),
        since,
        openFor.isNegative() ? Duration.ZERO : openFor);
  }

  private static CampaignFigures.Course course(
      Campaign campaign, int round, CampaignOrders orders) {
    if (orders.stop().isPresent()) {
      return CampaignFigures.Course.STOPPING;
    }
    if (orders.pause().isEmpty()) {
      return CampaignFigures.Course.GOES_ON;
    }
    return CampaignPause.find(campaign.documents(), campaign.keys())
            .filter(pause -> pause.round() == round)
            .isPresent()
        ? CampaignFigures.Course.PAUSED
        : CampaignFigures.Course.PAUSING;
  }

  /** In words; an order that holds comes first, with who gave it. */
  private static String doing(
      Campaign campaign,
      int round,
      Optional<CampaignFigures.OpenQuestions> open,
      CampaignOrders orders) {
    String now = doing(campaign, round, open);
    return orders
        .stop()
        .map(stop -> now + "; ends after this round, says " + stop.by())
        .or(() -> orders.pause().map(pause -> now + "; waits after this round, says " + pause.by()))
        .orElse(now);
  }

  private static String doing(
      Campaign campaign, int round, Optional<CampaignFigures.OpenQuestions> open) {
    if (open.isPresent()) {
      return "people are asked (wave " + open.get().wave() + ")";
    }
    if (round == 0) {
      return "reads the pool";
    }
    CampaignKeys keys = campaign.keys();
    if (exists(campaign, keys.decision(round))) {
      return "the round is done";
    }
    return exists(campaign, keys.annotations(round, 1))
        ? "learns from the answers"
        : "chooses what to ask";
  }

  private static Optional<CampaignFigures.Expected> next(
      Optional<CampaignFigures.OpenQuestions> open, WaveTimes times) {
    return open.map(
        asked ->
            times
                .usual()
                .map(
                    usual ->
                        new CampaignFigures.Expected(
                            "answers, if they take as long as before",
                            usual.minus(asked.openFor())))
                .orElseGet(
                    () ->
                        new CampaignFigures.Expected(
                            "answers, at the latest",
                            Campaign.LABELING_DEADLINE.minus(asked.openFor()))));
  }

  private static CampaignFigures.Documents documents(
      CampaignKeys keys, Campaign campaign, Optional<Problem> problem) {
    return new CampaignFigures.Documents(
        Optional.of(keys.report()).filter(key -> exists(campaign, key)),
        Optional.of(keys.labels()).filter(key -> exists(campaign, key)),
        problem.map(found -> keys.problem()));
  }

  private static List<CampaignFigures.RoundPoint> rounds(
      Campaign campaign, BudgetLedger books, int last) {
    Map<ReservationId, Money> paid = new HashMap<>();
    books.entries().stream()
        .filter(LedgerEntry.Settled.class::isInstance)
        .map(LedgerEntry.Settled.class::cast)
        .forEach(entry -> paid.put(entry.id(), entry.spent()));
    var points = new ArrayList<CampaignFigures.RoundPoint>();
    Money spent = Money.zero(books.currency());
    for (int round = 1; round <= last; round++) {
      for (int wave = 1; books.knows(ReserveBudget.reservation(round, wave)); wave++) {
        Money more = paid.get(ReserveBudget.reservation(round, wave));
        spent = more == null ? spent : spent.plus(more);
      }
      Optional<Training> training =
          campaign.documents().find(campaign.keys().training(round), Training.class);
      Optional<Evaluation> evaluation =
          campaign.documents().find(campaign.keys().evaluation(round), Evaluation.class);
      if (training.isPresent() && evaluation.isPresent()) {
        Optional<Double> accuracy = evaluation.get().accuracy();
        points.add(
            new CampaignFigures.RoundPoint(
                round,
                training.get().labels(),
                accuracy,
                accuracy.map(measured -> evaluation.get().lowerBound()),
                spent));
      }
    }
    return points;
  }
}
