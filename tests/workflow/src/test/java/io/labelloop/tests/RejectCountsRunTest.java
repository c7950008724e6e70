package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectReason;
import io.labelloop.pool.RejectedLine;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rejected line of a campaign's pool is counted once, by reason and by column. */
class RejectCountsRunTest {
  private static final String GROWING = ", \"maxRejectedShare\": 0.999, \"growing\": true";

  /** More than a shard lists, in equal parts: 3,350 broken, and as many without x and without y. */
  private static final int BAD = 10_050;

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");

  @BeforeEach
  void setUp() {
    assertThat(BAD).isGreaterThan(ShardIndex.MAX_REJECTS).isEqualTo(3 * 3_350);
    campaign = folder.resolve("ws/campaigns/small");
  }

  private static List<String> bad(int lines) {
    var bad = new ArrayList<String>();
    for (int i = 0; i < lines; i++) {
      bad.add(
          switch (i % 3) {
            case 0 -> "{";
            case 1 -> "{\"id\":\"b%d\",\"y\":1}".formatted(i);
            default -> "{\"id\":\"b%d\",\"x\":1,\"y\":\"one\"}".formatted(i);
          });
    }
    return bad;
  }

  private static List<String> together(List<String> first, List<String> second) {
    var both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Test
  void run_ofMoreBadLinesThanAShardLists_countsAllOfThem() throws IOException {
    run(List.of(together(pool(300), bad(BAD))), () -> {});

    assertCounts(300, BAD, 0, streams("state/streams.json"));
    List<RejectedLine> listed =
        JsonCodec.readLines(
            Files.readAllBytes(campaign.resolve("rejects.jsonl")), RejectedLine.class);
    assertThat(listed).hasSize(ShardIndex.MAX_REJECTS);
    assertThat(listed.subList(0, 3))
        .extracting(RejectedLine::column)
        .containsExactly(Optional.empty(), Optional.of("x"), Optional.of("y"));
    Element report =
        Jsoup.parse(campaign.resolve("report.html").toFile()).select("table").stream()
            .filter(table -> table.text().startsWith("Rejected lines by column"))
            .findFirst()
            .orElseThrow();
    assertThat(report.select("tr").eachText())
        .containsExactly(
            "Column Lines Reasons", "x 3350 3350 MISSING_FIELD", "y 3350 3350 NOT_A_NUMBER");
    verified();
  }

  @Test
  void run_ofAShardThatIsReadAgainForItsDuplicates_countsEachLineOnce() throws IOException {
    List<String> items = pool(300);
    // both shards repeat ids, of which the second lists no bad line
    run(
        List.of(
            together(together(items.subList(0, 200), items.subList(0, 10)), bad(BAD)),
            items.subList(190, 300)),
        () -> {});

    assertCounts(300, BAD + 20, 20, streams("state/streams.json"));
    verified();
  }

  @Test
  void run_ofAPoolThatGrows_addsWhatTheNewPartRejects() throws IOException {
    List<String> items = pool(400);
    run(
        List.of(together(items.subList(0, 300), bad(30))),
        () -> {
          // thirty known ids, and more bad lines than a shard lists
          write("new", together(items.subList(270, 400), bad(BAD)));
        });

    assertCounts(300, 30, 0, streams("state/streams.json"));
    assertCounts(400, BAD + 60, 30, streams("rounds/0002/streams.json"));
    assertThat(Jsoup.parse(campaign.resolve("report.html").toFile()).text())
        .contains("x 3360 3360 MISSING_FIELD", "DUPLICATE_ID 30");
    verified();
  }

  @Test
  void run_ofAShardThatAnEarlierReleaseIndexed_readsItAgainForItsCounts() throws IOException {
    campaignFile(List.of(together(pool(300), bad(BAD)), together(pool(1), bad(3))));
    run("DrawStreams", this::forgetCounts);

    // 10,053 bad lines, and the item that both files have
    assertCounts(300, BAD + 3 + 1, 1, streams("state/streams.json"));
  }

  private void forgetCounts() {
    try (var files = Files.list(campaign.resolve("state/index"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        ObjectNode index = (ObjectNode) JsonCodec.mapper().readTree(file.toFile());
        assertThat(index.remove("rejectCounts")).isNotNull();
        Files.write(file, JsonCodec.document(index));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bad lines come in equal parts from {@link #bad}; the others are duplicates. */
  private static void assertCounts(long items, long rejected, long duplicates, Streams streams) {
    long third = (rejected - duplicates) / 3;
    assertThat(streams.items()).isEqualTo(items);
    assertThat(streams.rejected()).isEqualTo(rejected);
    RejectCounts counts = streams.rejectCounts();
    assertThat(counts.lines()).isEqualTo(rejected);
    assertThat(counts.byReason())
        .containsEntry(RejectReason.BROKEN_JSON, third)
        .containsEntry(RejectReason.MISSING_FIELD, third)
        .containsEntry(RejectReason.NOT_A_NUMBER, third)
        .hasSize(duplicates > 0 ? 4 : 3);
    assertThat(counts.byReason().getOrDefault(RejectReason.DUPLICATE_ID, 0L)).isEqualTo(duplicates);
    assertThat(counts.byColumn())
        .isEqualTo(
            Map.of(
                "x", Map.of(RejectReason.MISSING_FIELD, third),
                "y", Map.of(RejectReason.NOT_A_NUMBER, third)));
  }

  private Streams streams(String key) throws IOException {
    return JsonCodec.read(Files.readAllBytes(campaign.resolve(key)), Streams.class);
  }

  private void verified() throws IOException {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
    }
  }

  private void write(String name, List<String> lines) {
    try {
      Files.writeString(folder.resolve("pool/" + name + ".jsonl"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void campaignFile(List<List<String>> files) throws IOException {
    CampaignFixture.write(folder, campaignJson("{\"maxRounds\": 2}", GROWING), files);
  }

  /** Runs a campaign; something happens when its first labeling job is published. */
  private void run(List<List<String>> files, Runnable event) throws IOException {
    campaignFile(files);
    run("PublishLabelingJob", event);
  }

  private void run(String step, Runnable event) throws IOException {
    Path file = folder.resolve("campaign.json");
    CampaignSpec spec = spec(file);
    try (LocalWorkspace opened =
        LocalWorkspace.prepare(
            folder.resolve("ws"), new CampaignId("small"), file, Files.readAllBytes(file), spec)) {
      assertThat(LocalEngine.of(opened, spec, atTheFirst(step, event), 2).run())
          .isInstanceOf(LocalEngine.Ended.Finished.class);
    }
  }

  private static StepListener atTheFirst(String step, Runnable event) {
    return new StepListener() {
      private boolean happened;

      @Override
      public synchronized void started(String name) {
        if (name.equals(step) && !happened) {
          happened = true;
          event.run();
        }
      }

      @Override
      public void finished(String name, Record output) {}
    };
  }
}
