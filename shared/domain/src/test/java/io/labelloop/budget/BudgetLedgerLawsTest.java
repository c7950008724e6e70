package io.labelloop.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds after any operations, in any order, repeated any number of times. */
class BudgetLedgerLawsTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

  private static Money cents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2), USD);
  }

  /* An accountant of whole cents, written without the ledger's ideas, checks its books. */
  private static final class Accountant {
    final Map<ReservationId, Long> held = new HashMap<>();
    final Map<ReservationId, Long> spent = new HashMap<>();

    long reserved() {
      return held.values().stream().mapToLong(Long::longValue).sum();
    }

    long settled() {
      return spent.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Test
  void books_ofTenThousandRandomSequences_neverExceedTheBudgetAndBalanceToTheCent() {
    int denied = 0;
    int repeated = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      long budget = random.nextInt(1, 2_000);
      BudgetLedger ledger = BudgetLedger.limitedTo(cents(budget));
      Accountant accountant = new Accountant();
      for (int step = 0; step < 25; step++) {
        // few ids, so that most operations meet one that was used before
        ReservationId id = new ReservationId("r" + random.nextInt(6));
        int before = ledger.entries().size();
        switch (random.nextInt(4)) {
          case 0, 1 -> {
            long amount = random.nextInt(1_000);
            boolean known = accountant.held.containsKey(id) || accountant.spent.containsKey(id);
            boolean fits = accountant.reserved() + accountant.settled() + amount <= budget;
            Reservation answer = ledger.reserve(id, cents(amount), "labels", AT);
            assertThat(answer instanceof Reservation.Granted).isEqualTo(known || fits);
            if (answer instanceof Reservation.Granted granted) {
              ledger = granted.ledger();
              if (!known) {
                accountant.held.put(id, amount);
              } else {
                repeated++;
                assertThat(ledger.entries()).hasSize(before);
              }
            } else {
              denied++;
            }
          }
          case 2 -> {
            if (accountant.held.containsKey(id)) {
              long spent = random.nextLong(accountant.held.remove(id) + 1);
              ledger = ledger.settle(id, cents(spent), "answers", AT);
              accountant.spent.put(id, spent);
            } else if (accountant.spent.containsKey(id)) {
              ledger = ledger.settle(id, cents(accountant.spent.get(id)), "retry", AT);
              assertThat(ledger.entries()).hasSize(before);
            }
          }
          default -> {
            ledger = ledger.release(id, "clean-up", AT);
            accountant.held.remove(id);
          }
        }
        assertThat(ledger.reserved()).isEqualTo(cents(accountant.reserved()));
        assertThat(ledger.settled()).isEqualTo(cents(accountant.settled()));
        assertThat(accountant.reserved() + accountant.settled()).isLessThanOrEqualTo(budget);
        assertThat(ledger.left())
            .contains(cents(budget - accountant.reserved() - accountant.settled()));
      }
      assertThat(new HashSet<>(ledger.open())).isEqualTo(accountant.held.keySet());
      BudgetLedger again = LedgerReplay.of(ledger.budget(), USD, ledger.entries());
      assertThat(again.left()).isEqualTo(ledger.left());
    }
    // a law is only tested where it could break
    assertThat(denied).isGreaterThan(10_000);
    assertThat(repeated).isGreaterThan(10_000);
  }
}
