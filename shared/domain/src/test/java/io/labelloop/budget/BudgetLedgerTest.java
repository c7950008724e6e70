package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetLedgerTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
  private static final ReservationId FIRST = new ReservationId("round-1");
  private static final ReservationId SECOND = new ReservationId("round-2");

  private static Money usd(String amount) {
    return Money.parse(amount + " USD");
  }

  private static BudgetLedger reserved(BudgetLedger ledger, ReservationId id, String amount) {
    Reservation reservation = ledger.reserve(id, usd(amount), "labels", AT);
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return ((Reservation.Granted) reservation).ledger();
  }

  @Test
  void books_ofARound_showWhatIsReservedThenWhatWasSpent() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    assertThat(ledger.reserved()).isEqualTo(usd("6"));
    assertThat(ledger.settled()).isEqualTo(usd("0"));
    assertThat(ledger.left()).contains(usd("4"));
    assertThat(ledger.held(FIRST)).contains(usd("6"));
    assertThat(ledger.open()).containsExactly(FIRST);

    BudgetLedger settled = ledger.settle(FIRST, usd("5.96"), "149 answers", AT);
    assertThat(settled.reserved()).isEqualTo(usd("0"));
    assertThat(settled.settled()).isEqualTo(usd("5.96"));
    assertThat(settled.left()).contains(usd("4.04"));
    assertThat(settled.open()).isEmpty();
    assertThat(settled.entries())
        .containsExactly(
            new LedgerEntry.Reserved(FIRST, usd("6"), "labels", AT),
            new LedgerEntry.Settled(FIRST, usd("5.96"), "149 answers", AT));
  }

  @Test
  void reserve_ofMoreThanIsLeft_isDeniedAndChangesNothing() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    assertThat(ledger.reserve(SECOND, usd("4.01"), "labels", AT))
        .isEqualTo(new Reservation.Denied(usd("4.01"), usd("4")));
    assertThat(ledger.entries()).hasSize(1);
    assertThat(reserved(ledger, SECOND, "4").left()).contains(usd("0"));
  }

  @Test
  void reserveFitting_ofMoreThanIsLeft_setsAsideWhatStillFitsInOrder() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    List<Money> costs = List.of(usd("2"), usd("3"), usd("1.50"), usd("1"));
    Reservation answer = ledger.reserveFitting(SECOND, costs, "labels", AT);
    assertThat(answer).isInstanceOf(Reservation.Granted.class);
    Reservation.Granted granted = (Reservation.Granted) answer;
    assertThat(granted.held()).isEqualTo(usd("3.50"));
    assertThat(FittingCosts.of(costs, granted.held())).containsExactly(0, 2);
    assertThat(granted.ledger().reserveFitting(SECOND, costs, "retry", AT)).isEqualTo(granted);
    assertThat(granted.ledger().reserveFitting(new ReservationId("third"), costs, "labels", AT))
        .isInstanceOf(Reservation.Denied.class);
  }

  @Test
  void reserve_again_isTheEarlierGrantEvenAfterSettlement() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    assertThat(ledger.reserve(FIRST, usd("9"), "retry", AT))
        .isEqualTo(new Reservation.Granted(ledger, FIRST, usd("6")));
    BudgetLedger settled = ledger.settle(FIRST, usd("6"), "answers", AT);
    assertThat(settled.reserve(FIRST, usd("6"), "retry", AT))
        .isEqualTo(new Reservation.Granted(settled, FIRST, usd("6")));
  }

  @Test
  void release_ofWhatWasNeverReserved_changesNothing() {
    BudgetLedger ledger = BudgetLedger.limitedTo(usd("10"));
    assertThat(ledger.release(FIRST, "clean-up", AT)).isSameAs(ledger);
  }

  @Test
  void release_twice_freesTheMoneyOnce() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    BudgetLedger released = ledger.release(FIRST, "clean-up", AT);
    assertThat(released.left()).contains(usd("10"));
    assertThat(released.release(FIRST, "clean-up", AT)).isSameAs(released);
  }

  @Test
  void release_afterSettlement_doesNotGiveMoneyBack() {
    BudgetLedger settled =
        reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6").settle(FIRST, usd("5"), "x", AT);
    assertThat(settled.release(FIRST, "clean-up", AT)).isSameAs(settled);
  }

  @Test
  void reserve_afterRelease_reservesAnew() {
    BudgetLedger released =
        reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6").release(FIRST, "clean-up", AT);
    BudgetLedger again = reserved(released, FIRST, "7");
    assertThat(again.reserved()).isEqualTo(usd("7"));
    assertThat(again.open()).containsExactly(FIRST);
  }

  @Test
  void settle_again_changesNothingButRefusesAnotherSum() {
    BudgetLedger settled =
        reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6").settle(FIRST, usd("5"), "x", AT);
    assertThat(settled.settle(FIRST, usd("5.00"), "retry", AT)).isSameAs(settled);
    assertThatThrownBy(() -> settled.settle(FIRST, usd("4"), "retry", AT))
        .isInstanceOf(ReservationNotHeldException.class)
        .hasMessageContaining("settled with 5 USD before, and now with 4 USD");
  }

  @Test
  void settle_ofMoreThanIsHeld_isRefused() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    assertThatThrownBy(() -> ledger.settle(FIRST, usd("6.01"), "x", AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which holds 6 USD");
  }

  @Test
  void settle_ofNothingHeld_isRefused() {
    BudgetLedger ledger = BudgetLedger.limitedTo(usd("10"));
    assertThatThrownBy(() -> ledger.settle(FIRST, usd("1"), "x", AT))
        .isInstanceOf(ReservationNotHeldException.class)
        .hasMessageContaining("round-1 was never reserved");
    BudgetLedger released = reserved(ledger, FIRST, "6").release(FIRST, "clean-up", AT);
    assertThatThrownBy(() -> released.settle(FIRST, usd("1"), "x", AT))
        .isInstanceOf(ReservationNotHeldException.class)
        .hasMessageContaining("released before");
  }

  @Test
  void unlimitedBooks_neverDeny() {
    BudgetLedger ledger =
        reserved(BudgetLedger.unlimited(Currency.getInstance("USD")), FIRST, "1000000000");
    assertThat(ledger.left()).isEmpty();
    assertThat(ledger.reserved()).isEqualTo(usd("1000000000"));
  }

  @Test
  void otherCurrency_isRefused() {
    BudgetLedger ledger = BudgetLedger.limitedTo(usd("10"));
    assertThatThrownBy(() -> ledger.reserve(FIRST, Money.parse("1 EUR"), "labels", AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mix currencies");
  }

  @Test
  void replay_ofTheEntries_givesTheSameBooks() {
    BudgetLedger ledger =
        reserved(
            reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6")
                .settle(FIRST, usd("5"), "x", AT),
            SECOND,
            "2");
    BudgetLedger again = LedgerReplay.of(ledger.budget(), ledger.currency(), ledger.entries());
    assertThat(again.entries()).isEqualTo(ledger.entries());
    assertThat(again.left()).contains(usd("3"));
  }

  @Test
  void replay_ofEntriesThatOverspend_isRefused() {
    List<LedgerEntry> entries =
        List.of(
            new LedgerEntry.Reserved(FIRST, usd("6"), "labels", AT),
            new LedgerEntry.Reserved(SECOND, usd("6"), "labels", AT));
    assertThatThrownBy(() -> LedgerReplay.of(Optional.of(usd("10")), usd("1").currency(), entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ledger entry 2 does not follow");
  }

  @Test
  void setBudget_inARound_holdsFromTheNextRoundOnAndNamesWhoAndWhen() {
    BudgetLedger ledger = reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6");
    BudgetLedger ordered = ledger.setBudget(usd("20"), "ann", "more to do", AT);
    assertThat(ordered.budget()).contains(usd("10"));
    assertThat(ordered.left()).contains(usd("4"));
    assertThat(ordered.atNextRound().left()).contains(usd("14"));
    assertThat(ordered.setBudget(usd("20"), "bob", "again", AT)).isSameAs(ordered);

    BudgetLedger begun = ordered.startRound("round 2 begins", AT);
    assertThat(begun.left()).contains(usd("14"));
    assertThat(begun.startRound("round 2 begins", AT)).isSameAs(begun);
    assertThat(begun.entries())
        .containsExactly(
            new LedgerEntry.Reserved(FIRST, usd("6"), "labels", AT),
            new LedgerEntry.BudgetSet(usd("20"), "ann", "more to do", AT),
            new LedgerEntry.BudgetInForce(usd("20"), "round 2 begins", AT));
    BudgetLedger replayed =
        LedgerReplay.of(Optional.of(usd("10")), Currency.getInstance("USD"), begun.entries());
    assertThat(replayed.left()).contains(usd("14"));
  }

  @Test
  void setBudget_belowWhatIsReserved_leavesNothing() {
    BudgetLedger ledger =
        reserved(BudgetLedger.limitedTo(usd("10")), FIRST, "6")
            .setBudget(usd("5"), "ann", "less", AT)
            .startRound("round 2 begins", AT);
    assertThat(ledger.left()).contains(usd("0"));
    assertThat(ledger.reserve(SECOND, usd("0.01"), "labels", AT))
        .isInstanceOf(Reservation.Denied.class);
  }

  @Test
  void setBudget_inAnotherCurrency_isRefused() {
    BudgetLedger ledger = BudgetLedger.limitedTo(usd("10"));
    assertThatThrownBy(() -> ledger.setBudget(Money.parse("5 EUR"), "ann", "less", AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot mix currencies");
  }
}
