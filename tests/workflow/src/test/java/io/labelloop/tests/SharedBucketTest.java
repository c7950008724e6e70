package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.local.store.DirectoryObjectStore;
import io.labelloop.portal.PortalWatch;
import io.labelloop.report.cockpit.CockpitWidget;
import io.labelloop.report.cockpit.ConsolePlaces;
import io.labelloop.report.cockpit.WidgetControls;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrders;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Campaigns that run at once in one bucket, over one pool.
 *
 * <p>{@code -Dlabelloop.campaigns=100} runs as many and prints what it took ({@code
 * tests/benchmarks/load.sh campaigns}).
 */
class SharedBucketTest {
  private static final int CAMPAIGNS = Integer.getInteger("labelloop.campaigns", 6);
  private static final int ITEMS = 200;

  /** At how many different places of their rounds the campaigns are at the same time. */
  private static final int APART = 12;

  @TempDir private Path folder = Path.of("");

  private final Set<String> foreign = new ConcurrentSkipListSet<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** What is seen of all campaigns while each stands before a step. */
  private record Sight(
      CockpitAssembly.Overview overview,
      List<CampaignStatus> statuses,
      double pageSeconds,
      int pageRequests,
      double statusSeconds,
      int statusRequests,
      long heap) {}

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void campaigns_thatTakeTurnsInOneBucket_writeWhatEachWritesAlone() throws Exception {
    Map<String, String> alone = new TreeMap<>();
    var steps = new AtomicInteger();
    int fewest = Integer.MAX_VALUE;
    long start = System.nanoTime();
    for (int i = 0; i < CAMPAIGNS; i++) {
      int before = steps.get();
      Path bucket = folder.resolve("alone").resolve(name(i));
      try (LocalWorkspace workspace = workspace(i, bucket)) {
        run(workspace, i, started(steps::incrementAndGet));
      }
      fewest = Math.min(fewest, steps.get() - before);
      alone.putAll(documents(bucket));
    }
    double aloneSeconds = secondsSince(start);
    int aloneRequests = requests.getAndSet(0);

    Path bucket = folder.resolve("together");
    start = System.nanoTime();
    Sight sight = together(bucket, fewest / 2 + APART / 2);
    double seconds = secondsSince(start);
    Map<String, String> together = documents(bucket);

    assertThat(foreign).as("keys outside of a campaign's own").isEmpty();
    assertThat(together.keySet()).isEqualTo(alone.keySet());
    assertThat(together.keySet())
        .filteredOn(key -> !Objects.equals(alone.get(key), together.get(key)))
        .as("documents that differ from those of the same campaign alone")
        .isEmpty();
    assertThat(sight.overview().campaigns())
        .hasSize(CAMPAIGNS)
        .noneMatch(CampaignFigures::ended)
        .allMatch(campaign -> campaign.round() > 0);
    assertThat(sight.overview().campaigns().stream().map(CampaignFigures::doing).distinct())
        .as("all of them stand at the same place")
        .hasSizeGreaterThan(1);
    assertThat(sight.statuses())
        .extracting(CampaignStatus::campaign)
        .hasSize(CAMPAIGNS)
        .doesNotHaveDuplicates();
    if (System.getProperty("labelloop.campaigns") != null) {
      System.out.printf(
          Locale.ROOT,
          "%d campaigns of %d steps each: %.1f s one after the other (%d requests), %.1f s in one"
              + " bucket at once (%d requests)%n"
              + "in the middle: the dashboard's page %.2f s (%d requests), status of each %.2f s"
              + " (%d requests), %d MiB of heap in use%n"
              + "%d documents, %d MB%n",
          CAMPAIGNS,
          steps.get() / CAMPAIGNS,
          aloneSeconds,
          aloneRequests,
          seconds,
          requests.get() - sight.statusRequests(),
          sight.pageSeconds(),
          sight.pageRequests(),
          sight.statusSeconds(),
          sight.statusRequests(),
          sight.heap() >> 20,
          together.size(),
          together.values().stream().mapToLong(String::length).sum() / 1_000_000);
    }
  }

  /** Runs all campaigns step by step in turns, and looks at them at a turn. */
  private Sight together(Path bucket, int turn) throws Exception {
    List<LocalWorkspace> workspaces = new ArrayList<>();
    for (int i = 0; i < CAMPAIGNS; i++) {
      workspaces.add(workspace(i, bucket));
    }
    var turns = new Turns<>(CAMPAIGNS, turn, () -> look(bucket, workspaces));
    try (ExecutorService threads = Executors.newFixedThreadPool(CAMPAIGNS)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < CAMPAIGNS; i++) {
        int number = i;
        runs.add(threads.submit(() -> inTurns(workspaces.get(number), number, turns)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      workspaces.forEach(LocalWorkspace::close);
    }
    return turns.seen();
  }

  private Object inTurns(LocalWorkspace workspace, int number, Turns<Sight> turns)
      throws IOException {
    try {
      for (int wait = 0; wait < number % APART; wait++) {
        turns.arriveAndAwaitAdvance();
      }
      run(workspace, number, started(turns::arriveAndAwaitAdvance));
      return workspace;
    } finally {
      turns.arriveAndDeregister();
    }
  }

  private Sight look(Path bucket, List<LocalWorkspace> workspaces) {
    var page = new AtomicInteger();
    ObjectStore store =
        ObservedStore.around(
            new DirectoryObjectStore(bucket), (operation, key) -> page.incrementAndGet());
    var documents = new DocumentStore(store);
    InstantSource clock = InstantSource.system();
    var cockpit =
        new CockpitAssembly(
            documents,
            new Campaigns(documents, LocalRegistries.KNOWN_NAMES, Trainers::of),
            new LedgerBook(clock),
            new PortalWatch(store, clock),
            clock);
    var widget =
        new CockpitWidget(
            cockpit,
            new CockpitOrders(LocalEngine.operations(workspaces.getFirst())),
            new WidgetControls(
                "widget",
                new ConsolePlaces(
                    "arn:aws:states:eu-west-1:123456789012:stateMachine:campaign", "bucket", "")));
    long start = System.nanoTime();
    String html = widget.answer(JsonNodeFactory.instance.objectNode()).asText();
    double pageSeconds = secondsSince(start);
    int pageRequests = page.get();
    assertThat(html).contains(name(0), name(CAMPAIGNS - 1));

    int before = requests.get();
    start = System.nanoTime();
    List<CampaignStatus> statuses =
        workspaces.stream().flatMap(one -> LocalEngine.status(one).stream()).toList();
    double statusSeconds = secondsSince(start);
    int statusRequests = requests.get() - before;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Sight(
        cockpit.overview(),
        statuses,
        pageSeconds,
        pageRequests,
        statusSeconds,
        statusRequests,
        runtime.totalMemory() - runtime.freeMemory());
  }

  private static String name(int number) {
    return "campaign-" + number;
  }

  private static StepListener started(Runnable before) {
    return new StepListener() {
      @Override
      public void started(String step) {
        before.run();
      }

      @Override
      public void finished(String step, Record output) {}
    };
  }

  private Path file(int number) throws IOException {
    Path file = folder.resolve("files").resolve(name(number)).resolve("campaign.json");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(
        file,
        campaignJson("{\"maxRounds\": 4, \"budget\": \"90 USD\"}", "")
            .replace("\"pool/\"", "\"../../pool/\"")
            .replace("\"seed\": 11", "\"seed\": " + (number + 1)));
  }

  /** A campaign in a bucket, of which it is seen which keys it asks for. */
  private LocalWorkspace workspace(int number, Path bucket) throws IOException {
    Path file = file(number);
    var store = new DirectoryObjectStore(bucket);
    store.put(
        "pool/items.jsonl",
        (String.join("\n", pool(ITEMS)) + "\n").getBytes(StandardCharsets.UTF_8));
    String own = "campaigns/" + name(number) + "/";
    ObjectStore observed =
        ObservedStore.around(
            store,
            (operation, key) -> {
              requests.incrementAndGet();
              boolean reads = Set.of("get", "open", "list").contains(operation);
              if (!key.startsWith(own) && !(reads && key.startsWith("pool/"))) {
                foreign.add(name(number) + ": " + operation + " " + key);
              }
            });
    return LocalWorkspace.prepare(
        folder.resolve("runs").resolve(bucket.getFileName() + "-" + number),
        new CampaignId(name(number)),
        file,
        Files.readAllBytes(file),
        spec(file),
        directory -> observed);
  }

  private void run(LocalWorkspace workspace, int number, StepListener listener) throws IOException {
    CampaignSpec spec =
        spec(folder.resolve("files").resolve(name(number)).resolve("campaign.json"));
    assertThat(LocalEngine.of(workspace, spec, listener, 1).run())
        .isInstanceOf(LocalEngine.Ended.Finished.class);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
