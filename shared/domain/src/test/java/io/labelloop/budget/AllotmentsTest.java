package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AllotmentsTest {
  private static Money usd(int amount) {
    return Money.parse(amount + " USD");
  }

  private static Allotments granted(Allotments.Answer answer) {
    return ((Allotments.Answer.Granted) answer).allotments();
  }

  @Test
  void allot_beyondWhatOthersLeave_isDeniedWithWhatIsLeft() {
    Allotments one = granted(Allotments.of(usd(10)).allot("a", usd(6)));

    assertThat(one.allot("b", usd(5))).isEqualTo(new Allotments.Answer.Denied(usd(4)));
    assertThat(granted(one.allot("b", usd(4))).shares()).containsEntry("b", usd(4));
    // a campaign's own share does not stand in its way
    assertThat(granted(one.allot("a", usd(10))).shares()).containsEntry("a", usd(10));
  }

  @Test
  void settle_ofLessThanTheShare_freesTheRest() {
    Allotments one = granted(Allotments.of(usd(10)).allot("a", usd(10)));
    assertThat(granted(one.settle("a", usd(3)).allot("b", usd(7))).shares()).hasSize(2);
  }

  @Test
  void allot_underALoweredCeiling_letsSharesShrinkOnly() {
    Allotments before = granted(Allotments.of(usd(10)).allot("a", usd(10)));
    var lowered = new Allotments(usd(5), before.shares());

    assertThat(granted(lowered.allot("a", usd(8))).shares()).containsEntry("a", usd(8));
    assertThat(lowered.allot("b", usd(1))).isEqualTo(new Allotments.Answer.Denied(usd(0)));
  }

  @Test
  void allot_ofAnySequence_neverLiftsTheSumOverTheCeiling() {
    var random = new Random(3);
    Allotments all = Allotments.of(usd(100));
    for (int i = 0; i < 2_000; i++) {
      String campaign = "c" + random.nextInt(12);
      Money share = usd(random.nextInt(60));
      if (all.allot(campaign, share) instanceof Allotments.Answer.Granted granted) {
        all = granted.allotments();
      }
      Money sum = all.shares().values().stream().reduce(usd(0), Money::plus);
      assertThat(sum.isMoreThan(usd(100))).isFalse();
    }
    assertThat(all.shares()).hasSizeGreaterThan(3);
  }

  @Test
  void allot_inAnotherCurrency_isRefused() {
    assertThatThrownBy(() -> Allotments.of(usd(10)).allot("a", Money.parse("1 EUR")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot mix currencies");
  }
}
