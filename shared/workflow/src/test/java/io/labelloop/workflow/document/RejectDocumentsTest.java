package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectReason;
import io.labelloop.pool.RejectedLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectDocumentsTest {
  private static final RejectCounts COUNTS =
      new RejectCounts(
          Map.of(RejectReason.NOT_A_NUMBER, 2L, RejectReason.BROKEN_JSON, 1L),
          Map.of("x", Map.of(RejectReason.NOT_A_NUMBER, 2L)));

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void streams_ofRelease01_areReadAndWrittenAsTheyWere() {
    byte[] stored =
        bytes(
            """
            {
              "version" : 1,
              "items" : 297,
              "rejected" : 3,
              "rejectsByReason" : {
                "BROKEN_JSON" : 1,
                "DUPLICATE_ID" : 1,
                "MISSING_FIELD" : 1
              },
              "certification" : [ "a", "b" ]
            }
            """);
    Streams streams = JsonCodec.read(stored, Streams.class);
    assertThat(streams.rejectCounts().lines()).isEqualTo(3);
    assertThat(streams.rejectCounts().columns()).isEmpty();
    assertThat(JsonCodec.document(streams)).isEqualTo(stored);
  }

  @Test
  void streams_withColumns_areReadAsTheyWereWritten() {
    Streams streams = Streams.of(10, 3, COUNTS, List.of(), Optional.empty());
    Streams read = JsonCodec.read(JsonCodec.document(streams), Streams.class);
    assertThat(read).isEqualTo(streams);
    assertThat(read.rejectCounts()).isEqualTo(COUNTS);
    assertThat(new String(JsonCodec.document(streams), StandardCharsets.UTF_8))
        .contains("\"rejectsByColumn\" : {\n    \"x\" : {\n      \"NOT_A_NUMBER\" : 2\n");
  }

  @Test
  void shard_ofRelease01_countsWhatItListsOrHasToBeReadAgain() {
    String stored =
        """
        {"version": 1, "shard": 0, "lines": 9, "accepted": 8, "rejected": %d,
         "rejects": [{"key": "pool/a.csv", "line": 3, "reason": "NOT_A_NUMBER", "message": "no", "excerpt": "c,x"}]}
        """;
    ShardIndex all = JsonCodec.read(bytes(stored.formatted(1)), ShardIndex.class);
    assertThat(all.countsOfAll())
        .contains(new RejectCounts(Map.of(RejectReason.NOT_A_NUMBER, 1L), Map.of()));
    ShardIndex some = JsonCodec.read(bytes(stored.formatted(2)), ShardIndex.class);
    assertThat(some.countsOfAll()).isEmpty();
  }

  @Test
  void shard_ofThisRelease_hasTheCountsOfLinesThatItDoesNotList() {
    var index =
        new ShardIndex(
            ShardIndex.VERSION, 0, 9, 6, 3, List.of(), Optional.of(COUNTS), Optional.empty());
    ShardIndex read = JsonCodec.read(JsonCodec.document(index), ShardIndex.class);
    assertThat(read).isEqualTo(index);
    assertThat(read.countsOfAll()).contains(COUNTS);
    var none =
        new ShardIndex(
            ShardIndex.VERSION, 0, 9, 9, 0, List.of(), Optional.empty(), Optional.empty());
    assertThat(none.countsOfAll()).contains(RejectCounts.NONE);
  }

  @Test
  void rejectedLine_namesItsColumnOnlyWhereOneIsToBlame() {
    var line =
        new RejectedLine("a.csv", 3, RejectReason.NOT_A_NUMBER, Optional.of("x"), "no", "c,x");
    var broken =
        new RejectedLine("a.csv", 4, RejectReason.BROKEN_CSV, Optional.empty(), "no", "\"");
    assertThat(new String(JsonCodec.lines(List.of(line, broken)), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"key":"a.csv","line":3,"reason":"NOT_A_NUMBER","column":"x","message":"no","excerpt":"c,x"}
            {"key":"a.csv","line":4,"reason":"BROKEN_CSV","message":"no","excerpt":"\\""}
            """);
  }
}
