package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-03T00:00:00Z");

  @Test
  void claim_ofAnEarlierRelease_isReadAndWrittenAsItWas() {
    byte[] stored =
        """
        {
          "version" : 1,
          "campaign" : "birds",
          "execution" : "first",
          "claimedAt" : "2026-01-01T00:00:00Z"
        }
        """
            .getBytes(StandardCharsets.UTF_8);
    Claim claim = JsonCodec.read(stored, Claim.class);
    assertThat(claim).isEqualTo(Claim.first("birds", "first", BEGAN));
    assertThat(claim.since()).isEqualTo(BEGAN);
    assertThat(JsonCodec.document(claim)).isEqualTo(stored);
  }

  @Test
  void resumedBy_keepsWhenItBeganAndWhichWaveWasCut() {
    Claim claim =
        Claim.first("birds", "first", BEGAN)
            .resumedBy("second", "Some.Error", LATER, Optional.of(new Claim.CutWave(2, 1)));
    Claim read = JsonCodec.read(JsonCodec.document(claim), Claim.class);
    assertThat(read).isEqualTo(claim);
    assertThat(read.claimedAt()).isEqualTo(BEGAN);
    assertThat(read.since()).isEqualTo(LATER);
    assertThat(read.cut(2, 1)).isTrue();
    assertThat(read.cut(1, 1)).isFalse();
    assertThat(read.executions("campaigns/birds/"))
        .isNotEqualTo(Claim.first("birds", "first", BEGAN).executions("campaigns/birds/"));
  }

  @Test
  void redriven_keepsTheExecutionAndGivesItsRoundsOtherNames() {
    Claim first = Claim.first("birds", "first", BEGAN);
    Claim once = first.redriven(1, "Some.Error", LATER, Optional.empty());
    Claim read = JsonCodec.read(JsonCodec.document(once), Claim.class);
    assertThat(read).isEqualTo(once);
    assertThat(read.execution()).isEqualTo("first");
    assertThat(read.redrives()).isEqualTo(1);
    // the second redrive did not take it up
    Claim again = once.redriven(3, "Some.Error", LATER, Optional.empty());
    assertThat(again.redrives()).isEqualTo(3);
    assertThat(
            List.of(first, once, again).stream()
                .map(claim -> claim.executions("campaigns/birds/"))
                .distinct())
        .hasSize(3);
    assertThat(again.resumedBy("second", "Some.Error", LATER, Optional.empty()).redrives())
        .isZero();
    assertThat(again.wasOf("first")).isTrue();
    assertThat(again.wasOf("second")).isFalse();
  }
}
