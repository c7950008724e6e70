package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.Money;
import io.labelloop.budget.Reservation;
import io.labelloop.budget.ReservationId;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What holds of a stored ledger, whoever writes, whenever a machine dies, however often one
 * retries.
 */
class StoredLedgerLawsTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
  private static final String KEY = "state/ledger.json";

  private static Money cents(long cents) {
    return new Money(BigDecimal.valueOf(cents, 2), USD);
  }

  /**
   * Between a reader's look and its write another writer may come in, and a machine may die before
   * or after a write takes effect.
   */
  private static final class UnrulyStore implements ObjectStore {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Random random;
    private Optional<Runnable> other = Optional.empty();
    private int conflicts;
    private int deaths;

    UnrulyStore(Random random) {
      this.random = random;
    }

    private PutResult unruly(java.util.function.Supplier<PutResult> write) {
      Optional<Runnable> meanwhile = other;
      other = Optional.empty();
      meanwhile.ifPresent(Runnable::run);
      int fate = random.nextInt(10);
      if (fate == 0) {
        deaths++;
        throw new StoreException("died before the write", new IOException("cut off"));
      }
      PutResult result = write.get();
      conflicts += result instanceof PutResult.Exists ? 1 : 0;
      if (fate == 1) {
        deaths++;
        throw new StoreException("died after the write", new IOException("cut off"));
      }
      return result;
    }

    @Override
    public Optional<StoredObject> get(String key) {
      return store.get(key);
    }

    @Override
    public InputStream open(String key, long start, long end) {
      return store.open(key, start, end);
    }

    @Override
    public Etag put(String key, byte[] content) {
      throw new AssertionError("the ledger is written conditionally only");
    }

    @Override
    public PutResult putIfAbsent(String key, byte[] content) {
      return unruly(() -> store.putIfAbsent(key, content));
    }

    @Override
    public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
      return unruly(() -> store.replaceIfUnchanged(key, expected, content));
    }

    @Override
    public List<ObjectSummary> list(String prefix) {
      return store.list(prefix);
    }
  }

  /** A wish of one writer, which has the same meaning however often it is made. */
  private static UnaryOperator<BudgetLedger> wish(Random random) {
    var id = new ReservationId("wave-" + random.nextInt(5));
    long amount = random.nextInt(600);
    int share = random.nextInt(101);
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> books -> granted(books, books.reserve(id, cents(amount), "labels", AT));
      case 3 ->
          books ->
              granted(
                  books,
                  books.reserveFitting(
                      id, List.of(cents(amount), cents(amount / 2 + 1)), "labels", AT));
      // what is due follows from the answers, so a retry finds the same sum
      case 4, 5 ->
          books ->
              books
                  .held(id)
                  .map(held -> books.settle(id, part(held, share), "answers", AT))
                  .orElse(books);
      case 6 -> books -> books.release(id, "clean-up", AT);
      default ->
          books ->
              books.setBudget(cents(amount * 3), "ann", "set-budget", AT).startRound("next", AT);
    };
  }

  private static BudgetLedger granted(BudgetLedger books, Reservation answer) {
    return answer instanceof Reservation.Granted granted ? granted.ledger() : books;
  }

  private static Money part(Money held, int percent) {
    return new Money(
        held.amount()
            .multiply(BigDecimal.valueOf(percent))
            .movePointLeft(2)
            .setScale(2, java.math.RoundingMode.FLOOR),
        USD);
  }

  private static void untilItSucceeds(StoredLedger ledger, UnaryOperator<BudgetLedger> wish) {
    while (true) {
      try {
        ledger.update(wish);
        return;
      } catch (StoreException dead) {
        // the machine starts again and repeats what it was to do
      }
    }
  }

  @Test
  void books_ofTenThousandSequencesOfWritersRetriesAndCrashes_balanceToTheCent() {
    int conflicts = 0;
    int deaths = 0;
    int denied = 0;
    for (int seed = 0; seed < 10_000; seed++) {
      var random = new Random(seed);
      var store = new UnrulyStore(random);
      Money budget = cents(random.nextInt(1, 2_000));
      var ledger = new StoredLedger(store, KEY, Optional.of(budget), USD);
      for (int step = 0; step < 5; step++) {
        UnaryOperator<BudgetLedger> mine = wish(random);
        if (random.nextBoolean()) {
          UnaryOperator<BudgetLedger> theirs = wish(random);
          store.other = Optional.of(() -> untilItSucceeds(ledger, theirs));
        }
        untilItSucceeds(ledger, mine);
        store.other = Optional.empty();
      }
      denied += balance(budget, ledger.read());
      conflicts += store.conflicts;
      deaths += store.deaths;
    }
    // a law is only tested where it could break
    assertThat(conflicts).isGreaterThan(5_000);
    assertThat(deaths).isGreaterThan(5_000);
    assertThat(denied).isGreaterThan(1_000);
  }

  /**
   * An accountant of whole cents, written without the ledger's ideas, checks every entry.
   *
   * @return 1 if more was wished for than the budget allows at the end
   */
  private static int balance(Money budget, BudgetLedger books) {
    Map<ReservationId, Money> held = new HashMap<>();
    Map<ReservationId, Money> paid = new HashMap<>();
    Money limit = budget;
    for (LedgerEntry entry : books.entries()) {
      assertThat(entry.cause()).isNotEmpty();
      switch (entry) {
        case LedgerEntry.Reserved reserved -> {
          assertThat(held).doesNotContainKey(reserved.id());
          assertThat(paid).doesNotContainKey(reserved.id());
          held.put(reserved.id(), reserved.amount());
          assertThat(sum(held).plus(sum(paid)).isMoreThan(limit)).isFalse();
        }
        case LedgerEntry.Settled settled -> {
          Money most = held.remove(settled.id());
          assertThat(most).isNotNull();
          assertThat(settled.spent().isMoreThan(most)).isFalse();
          paid.put(settled.id(), settled.spent());
        }
        case LedgerEntry.Released released -> assertThat(held.remove(released.id())).isNotNull();
        case LedgerEntry.BudgetSet set -> assertThat(set.by()).isEqualTo("ann");
        case LedgerEntry.BudgetInForce inForce -> limit = inForce.budget();
      }
    }
    assertThat(books.settled()).isEqualTo(sum(paid));
    assertThat(books.reserved()).isEqualTo(sum(held));
    assertThat(books.budget()).contains(limit);
    Money committed = sum(paid).plus(sum(held));
    assertThat(books.left())
        .contains(committed.isMoreThan(limit) ? cents(0) : limit.minus(committed));
    return books.left().orElseThrow().isMoreThan(cents(599)) ? 0 : 1;
  }

  private static Money sum(Map<ReservationId, Money> amounts) {
    return amounts.values().stream().reduce(cents(0), Money::plus);
  }

  @Test
  void update_byManyThreads_neverSpendsMoreThanTheBudget() throws Exception {
    var ledger = new StoredLedger(new InMemoryObjectStore(), KEY, Optional.of(cents(1_000)), USD);
    List<Callable<BudgetLedger>> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // each wave twice, by two machines
      var id = new ReservationId("wave-" + i / 2);
      writers.add(
          () -> {
            ledger.update(books -> granted(books, books.reserve(id, cents(100), "labels", AT)));
            return ledger.update(
                books ->
                    books.held(id).isPresent()
                        ? books.settle(id, cents(50), "answers", AT)
                        : books);
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<BudgetLedger> result : threads.invokeAll(writers)) {
        result.get();
      }
    }
    assertThat(balance(cents(1_000), ledger.read())).isEqualTo(1);
    assertThat(ledger.read().settled().isMoreThan(cents(1_000))).isFalse();
    assertThat(ledger.read().open()).isEmpty();
  }
}
