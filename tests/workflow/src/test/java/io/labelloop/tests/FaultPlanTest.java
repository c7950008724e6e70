package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.SILENT;
import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerReplay;
import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded plans of faults around the whole workflow: store, services, callbacks, clocks, the machine
 * itself. A campaign ends with the labels of the undisturbed one, or fails in words with every
 * answer kept, and its books balance either way. One that failed ends with those labels, too, when
 * the trouble is over and its execution is redriven.
 *
 * <p>{@code -Dlabelloop.faultPlans=FIRST-LAST} runs other seeds, one to reproduce a failure.
 */
class FaultPlanTest {
  private static final String STOP =
      "{\"accuracy\": {\"target\": 0.85}, \"budget\": \"30 USD\", \"maxRounds\": 2}";
  private static final Money BUDGET = Money.parse("30 USD");
  private static final String LABELS = "campaigns/small/labels.jsonl";
  private static final String LEDGER = "campaigns/small/state/ledger.json";

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");
  private Optional<CampaignSpec> spec = Optional.empty();
  private Map<String, String> undisturbed = Map.of();

  /**
   * How a plan ended.
   *
   * @param finished whether without a failure that a person had to redrive
   */
  private record Ended(long seed, boolean finished, int starts, Map<String, Integer> happened) {}

  @BeforeEach
  void runUndisturbed() throws IOException {
    campaign = write(folder, campaignJson(STOP, ""), List.of(pool(60), pool(120).subList(60, 120)));
    spec = Optional.of(spec(campaign));
    assertThat(CampaignFixture.run(campaign, folder.resolve("calm"), 1))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    undisturbed = documents(folder.resolve("calm"));
  }

  @Test
  void campaign_underAnyPlanOfFaults_endsAsUndisturbedOrFailsWithAllAnswersKept()
      throws InterruptedException {
    String[] range = System.getProperty("labelloop.faultPlans", "1-2000").split("-", 2);
    long first = Long.parseLong(range[0]);
    long last = Long.parseLong(range[range.length - 1]);
    List<Ended> ended = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    try (ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Ended>> plans = new ArrayList<>();
      for (long seed = first; seed <= last; seed++) {
        long own = seed;
        Callable<Ended> plan = () -> follow(own);
        plans.add(cores.submit(plan));
      }
      for (Future<Ended> plan : plans) {
        try {
          ended.add(plan.get());
        } catch (ExecutionException e) {
          broken.add(String.valueOf(e.getCause()));
        }
      }
    }
    assertThat(broken).as("plans that broke a promise").isEmpty();
    Map<String, Integer> happened = new TreeMap<>();
    ended.forEach(
        plan -> plan.happened().forEach((fault, n) -> happened.merge(fault, n, Integer::sum)));
    long failed = ended.stream().filter(plan -> !plan.finished()).count();
    long restarted = ended.stream().filter(plan -> plan.starts() > 1).count();
    System.out.printf(
        "%d plans: %d failed in words, %d with crashes; %d kinds of faults, %d faults: %s%n",
        ended.size(),
        failed,
        restarted,
        happened.size(),
        happened.values().stream().mapToInt(Integer::intValue).sum(),
        happened);
    if (ended.size() >= 2000) {
      assertThat(happened).hasSizeGreaterThan(60);
      assertThat(failed).isBetween(10L, ended.size() / 4L);
      assertThat(restarted).isGreaterThan(100);
    }
  }

  private Ended follow(long seed) throws IOException {
    var plan = new FaultPlan(seed);
    Path workspace = folder.resolve("plan-" + seed);
    var failed = new AtomicBoolean();
    Predicate<LocalEngine.Ended.Failed> redriving =
        failure -> {
          if (plan.wasOff() || failed.get()) {
            return false;
          }
          failed.set(true);
          assertFailedInWords("plan " + seed + ", " + failure, workspace, failure);
          plan.calm();
          return true;
        };
    Optional<LocalEngine.Ended> last = start(workspace, plan, redriving);
    int starts = 1;
    while (plan.wasOff() || last.isEmpty()) {
      plan.turnOn();
      last = start(workspace, plan, redriving);
      starts++;
    }
    Map<String, String> documents = documents(workspace);
    String as = "plan " + seed + ", " + last.get() + ", faults " + plan.happened();
    assertThat(last.get()).as(as).isInstanceOf(LocalEngine.Ended.Finished.class);
    booksBalance(as, documents, true);
    assertThat(documents.get(LABELS)).as(as).isEqualTo(undisturbed.get(LABELS));
    assertThat(answers(documents)).as(as).isEqualTo(answers(undisturbed));
    delete(workspace);
    return new Ended(seed, !failed.get(), starts, plan.happened());
  }

  private void assertFailedInWords(String as, Path workspace, LocalEngine.Ended.Failed failure) {
    try {
      Map<String, String> documents = documents(workspace);
      booksBalance(as, documents, false);
      assertThat(failure.problem().cause()).as(as).isNotBlank();
      assertThat(answers(undisturbed)).as(as).containsAll(answers(documents));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs until the end; nothing if the store failed where no step was there to try again. */
  private Optional<LocalEngine.Ended> start(
      Path workspace, FaultPlan plan, Predicate<LocalEngine.Ended.Failed> redriving)
      throws IOException {
    try (LocalWorkspace opened =
        LocalWorkspace.prepare(
            workspace,
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec.orElseThrow(),
            store -> new FaultyStore(store, plan))) {
      return Optional.of(
          LocalEngine.of(opened, spec.orElseThrow(), SILENT, 1, plan).run(redriving));
    } catch (StoreException cutOff) {
      return Optional.empty();
    }
  }

  private static void booksBalance(String as, Map<String, String> documents, boolean finished) {
    if (!documents.containsKey(LEDGER)) {
      return;
    }
    BudgetLedger books =
        LedgerReplay.of(
            Optional.of(BUDGET),
            BUDGET.currency(),
            JsonCodec.read(
                    documents.get(LEDGER).getBytes(StandardCharsets.ISO_8859_1),
                    LedgerDocument.class)
                .toEntries());
    assertThat(books.settled().plus(books.reserved()).isMoreThan(BUDGET)).as(as).isFalse();
    if (finished) {
      assertThat(books.reserved().isZero()).as(as).isTrue();
    }
  }

  /** Who said what about which item, without when. */
  private static List<String> answers(Map<String, String> documents) {
    return documents.entrySet().stream()
        .filter(document -> document.getKey().contains("annotations"))
        .flatMap(document -> document.getValue().lines())
        .map(line -> line.replaceAll("\"answeredAt\":\"[^\"]*\"", ""))
        .sorted()
        .collect(Collectors.toList());
  }

  private static void delete(Path workspace) {
    try (Stream<Path> files = Files.walk(workspace)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
