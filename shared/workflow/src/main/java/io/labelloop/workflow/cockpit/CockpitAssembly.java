package io.labelloop.workflow.cockpit;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.budget.Money;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.StoreException;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.InvalidCampaignException;
import io.labelloop.workflow.step.LedgerBook;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Puts together what the cockpit shows, at any time, while the campaigns run. Of a campaign that
 * has ended four small documents are read (five where it failed or was stopped), of one that runs
 * about a dozen; nothing that grows with the pool or with the number of answers.
 */
public final class CockpitAssembly {
  /** The folder of all campaigns. */
  public static final String FOLDER = "campaigns/";

  /** How many campaigns are read for one look; the rest are counted. */
  public static final int MOST = 200;

  private static final int AT_ONCE = 16;
  private static final double SECONDS_A_DAY = 86_400;

  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final RunningCampaign running;

  /**
   * @param watch looks at the workforce of portal campaigns
   */
  public CockpitAssembly(
      DocumentStore documents,
      Campaigns campaigns,
      LedgerBook ledger,
      WorkforceWatch watch,
      InstantSource clock) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.running = new RunningCampaign(ledger, watch, clock);
  }

  /**
   * Campaigns, those that run first.
   *
   * @param more how many there are beside those
   */
  public record Overview(List<CampaignFigures> campaigns, int more) {
    public Overview {
      campaigns = campaigns.stream().sorted(Comparator.comparing(CampaignFigures::ended)).toList();
    }
  }

  /** All campaigns whose file lies in a folder directly below {@value #FOLDER}. */
  public Overview overview() {
    List<String> folders = documents.objects().folders(FOLDER);
    List<String> read = folders.subList(0, Math.min(MOST, folders.size()));
    var found = new ArrayList<CampaignFigures>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Optional<CampaignFigures>>> looks = new ArrayList<>();
      read.forEach(prefix -> looks.add(() -> figures(prefix)));
      for (Future<Optional<CampaignFigures>> look : threads.invokeAll(looks)) {
        look.get().ifPresent(found::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while campaigns were read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read the campaigns: " + e.getCause(), e);
    }
    return new Overview(found, folders.size() - read.size());
  }

  /** The figures of one campaign; empty if there is none in the folder. */
  public Optional<CampaignFigures> figures(String prefix) {
    return detail(prefix, false).map(CampaignFigures.Detail::figures);
  }

  /** All of one campaign; empty if there is none in the folder. */
  public Optional<CampaignFigures.Detail> detail(String prefix) {
    return detail(prefix, true);
  }

  private Optional<CampaignFigures.Detail> detail(String prefix, boolean rounds) {
    var keys = new CampaignKeys(prefix);
    try {
      Optional<Claim> claim = documents.find(keys.claim(), Claim.class);
      if (claim.isEmpty()) {
        return unclaimed(keys);
      }
      Optional<CampaignSummary> summary =
          documents
              .find(keys.summary(), CampaignSummary.class)
              .filter(found -> !goesOn(keys, claim.get(), found));
      return Optional.of(
          summary.isPresent()
              ? ended(keys, claim.get(), summary.get())
              : running.of(campaigns.open(prefix), rounds));
    } catch (StoreException
        | UncheckedIOException
        | InvalidCampaignException
        | IllegalArgumentException unreadable) {
      // one campaign that cannot be read must not hide the others
      return Optional.of(bare(keys, Outcome.RUNNING, "cannot be read: " + unreadable.getMessage()));
    }
  }

  /** A summary may be written of a campaign that runs, or be left of a failure that is solved. */
  private boolean goesOn(CampaignKeys keys, Claim claim, CampaignSummary summary) {
    return switch (Outcome.named(summary.outcome())) {
      case RUNNING -> true;
      case FAILED -> Problem.of(documents, keys, claim).isEmpty();
      default -> false;
    };
  }

  private Optional<CampaignFigures.Detail> unclaimed(CampaignKeys keys) {
    Optional<Problem> problem = documents.find(keys.problem(), Problem.class);
    if (problem.isPresent()) {
      return Optional.of(bare(keys, Outcome.FAILED, problem.get().cause()));
    }
    return documents.has(keys.prefix() + "campaign.json")
        ? Optional.of(bare(keys, Outcome.RUNNING, "has not begun yet"))
        : Optional.empty();
  }

  private static CampaignFigures.Detail bare(CampaignKeys keys, Outcome outcome, String doing) {
    return new CampaignFigures.Detail(
        new CampaignFigures(
            keys.prefix(),
            folderName(keys.prefix()),
            Optional.empty(),
            outcome,
            CampaignFigures.Course.GOES_ON,
            doing,
            false,
            0,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CampaignFigures.Documents.NONE),
        List.of());
  }

  private static String folderName(String prefix) {
    String folder = prefix.substring(0, prefix.length() - 1);
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private CampaignFigures.Detail ended(CampaignKeys keys, Claim claim, CampaignSummary summary) {
    Outcome outcome = Outcome.named(summary.outcome());
    Optional<Problem> problem =
        outcome == Outcome.FAILED || outcome == Outcome.STOPPED
            ? documents.find(keys.problem(), Problem.class)
            : Optional.empty();
    Money spent = money(summary.spent());
    Optional<Money> budget = summary.budget().map(CockpitAssembly::money);
    var figures =
        new CampaignFigures(
            keys.prefix(),
            claim.campaign(),
            Optional.of(claim.execution()),
            outcome,
            CampaignFigures.Course.GOES_ON,
            problem.map(Problem::cause).orElse("ended: " + outcome.label()),
            isSimulated(keys),
            summary.rounds(),
            summary
                .certification()
                .map(c -> new CampaignFigures.Bound(c.lowerBound(), c.target(), c.confidence())),
            Optional.of(
                new CampaignFigures.Books(
                    spent,
                    Money.zero(spent.currency()),
                    budget.map(
                        limit ->
                            limit.isMoreThan(spent)
                                ? limit.minus(spent)
                                : Money.zero(spent.currency())),
                    budget,
                    Optional.empty())),
            summary.labeled(),
            labelsADay(summary.labeled(), claim, lastSettled(keys)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new CampaignFigures.Documents(
                summary.report(), summary.labels(), problem.map(found -> keys.problem())));
    return new CampaignFigures.Detail(
        figures,
        summary.curve().stream()
            .map(
                point ->
                    new CampaignFigures.RoundPoint(
                        point.round(),
                        point.trainingLabels(),
                        point.certificationAccuracy(),
                        point.lowerBound(),
                        Money.parse(point.spent().toPlainString() + " " + spent.currency())))
            .toList());
  }

  /** Looks at the one field of the campaign file, whatever release it is of. */
  private boolean isSimulated(CampaignKeys keys) {
    return documents
        .find(keys.spec(), JsonNode.class)
        .filter(spec -> spec.at("/workforce/type").asText().equals(WorkforceType.SIMULATED.label()))
        .isPresent();
  }

  private Optional<Instant> lastSettled(CampaignKeys keys) {
    return documents
        .find(keys.ledger(), LedgerDocument.class)
        .flatMap(books -> new WaveTimes(books.toEntries()).lastSettled());
  }

  /** Labels by the days from a campaign's start to its latest settled wave. */
  static Optional<Double> labelsADay(long labels, Claim claim, Optional<Instant> lastSettled) {
    return lastSettled
        .map(last -> Duration.between(claim.claimedAt(), last).toSeconds() / SECONDS_A_DAY)
        .filter(days -> days > 0 && labels > 0)
        .map(days -> labels / days);
  }

  private static Money money(CampaignSummary.Amount amount) {
    return Money.parse(amount.amount().toPlainString() + " " + amount.currency());
  }

  /** The time that holds for a campaign: simulated ones live in the time of their books. */
  static Instant now(InstantSource clock, boolean simulated, Optional<Instant> books) {
    return simulated ? books.orElseGet(clock::instant) : clock.instant();
  }
}
