package io.labelloop.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The books of a campaign: an append-only list of entries, and the sums that follow from it.
 *
 * <p>Money is reserved before work is published, and settled by what was really answered. Settled
 * plus reserved never exceeds the budget. Every operation may be repeated with the same id: the
 * repetition changes nothing. A ledger is immutable; an operation returns the next one. Each costs
 * time linear in the number of entries.
 *
 * <p>A reservation that was released may be made again under its id, as a campaign that is resumed
 * after its clean-up does.
 */
public final class BudgetLedger {
  private enum State {
    HELD,
    SETTLED,
    RELEASED
  }

  private record Account(State state, Money held) {}

  private final Optional<Money> budget;
  private final Optional<Money> ordered;
  private final List<LedgerEntry> entries;
  private final Map<ReservationId, Account> accounts;
  private final Money settled;
  private final Money reserved;

  private BudgetLedger(
      Optional<Money> budget,
      Optional<Money> ordered,
      List<LedgerEntry> entries,
      Map<ReservationId, Account> accounts,
      Money settled,
      Money reserved) {
    this.budget = budget;
    this.ordered = ordered;
    this.entries = List.copyOf(entries);
    this.accounts = accounts;
    this.settled = settled;
    this.reserved = reserved;
  }

  /** Empty books of a campaign that may spend up to a budget. */
  public static BudgetLedger limitedTo(Money budget) {
    return empty(Optional.of(budget), budget.currency());
  }

  /** Empty books of a campaign without a budget, which never denies a reservation. */
  public static BudgetLedger unlimited(Currency currency) {
    return empty(Optional.empty(), currency);
  }

  /**
   * Sets money aside, unless it was set aside under this id before.
   *
   * @return the reservation, the earlier one if there is one, or a denial if too little is left
   */
  public Reservation reserve(ReservationId id, Money amount, String cause, Instant at) {
    Account account = accounts.get(id);
    if (account != null && account.state() != State.RELEASED) {
      return new Reservation.Granted(this, id, account.held());
    }
    // also finds an amount in another currency
    Money sum = settled.plus(reserved).plus(amount);
    if (budget.isPresent() && sum.isMoreThan(budget.get())) {
      return new Reservation.Denied(amount, left().orElseThrow());
    }
    BudgetLedger next =
        with(
            new LedgerEntry.Reserved(id, amount, cause, at),
            new Account(State.HELD, amount),
            settled,
            reserved.plus(amount));
    return new Reservation.Granted(next, id, amount);
  }

  /**
   * Sets aside what several wishes cost together, or where too little is left what those cost that
   * still fit, in their order ({@link FittingCosts}). A repetition is granted what the first call
   * was.
   *
   * @return a denial if not even one of them fits
   */
  public Reservation reserveFitting(ReservationId id, List<Money> costs, String cause, Instant at) {
    Money sum = sum(costs);
    Reservation whole = reserve(id, sum, cause, at);
    if (whole instanceof Reservation.Denied denied) {
      List<Integer> fitting = FittingCosts.of(costs, denied.left());
      return fitting.isEmpty()
          ? denied
          : reserve(id, sum(fitting.stream().map(costs::get).toList()), cause, at);
    }
    return whole;
  }

  private Money sum(List<Money> costs) {
    return costs.stream().reduce(Money.zero(currency()), Money::plus);
  }

  /**
   * Pays {@code spent} out of a reservation and frees the rest. Settling again with the same sum
   * changes nothing.
   *
   * @throws IllegalArgumentException if more is spent than was set aside
   * @throws ReservationNotHeldException if nothing is set aside under this id, or it was settled
   *     with another sum
   */
  public BudgetLedger settle(ReservationId id, Money spent, String cause, Instant at) {
    Account account = accounts.get(id);
    if (account == null || account.state() == State.RELEASED) {
      throw new ReservationNotHeldException(
          id, account == null ? "was never reserved" : "was released before");
    }
    if (account.state() == State.SETTLED) {
      Money before = settledUnder(id);
      if (!before.equals(spent)) {
        throw new ReservationNotHeldException(
            id, "was settled with " + before + " before, and now with " + spent);
      }
      return this;
    }
    if (spent.isMoreThan(account.held())) {
      throw new IllegalArgumentException(
          "cannot spend " + spent + " of reservation " + id + ", which holds " + account.held());
    }
    return with(
        new LedgerEntry.Settled(id, spent, cause, at),
        new Account(State.SETTLED, account.held()),
        settled.plus(spent),
        reserved.minus(account.held()));
  }

  /**
   * Frees a reservation. Nothing changes if it was never made, was released before, or is settled.
   */
  public BudgetLedger release(ReservationId id, String cause, Instant at) {
    Account account = accounts.get(id);
    if (account == null || account.state() != State.HELD) {
      return this;
    }
    return with(
        new LedgerEntry.Released(id, cause, at),
        new Account(State.RELEASED, account.held()),
        settled,
        reserved.minus(account.held()));
  }

  /**
   * Orders another budget, which holds from the next round on ({@link #startRound}). Ordering the
   * one that holds or was ordered last changes nothing.
   *
   * @param by who orders it
   * @throws IllegalArgumentException if it is in another currency
   */
  public BudgetLedger setBudget(Money newBudget, String by, String cause, Instant at) {
    // refuses a budget in another currency
    settled.compareTo(newBudget);
    if (orderedBudget().equals(Optional.of(newBudget))) {
      return this;
    }
    return with(
        new LedgerEntry.BudgetSet(newBudget, by, cause, at), budget, Optional.of(newBudget));
  }

  /**
   * Begins a round: the budget that was ordered last holds from now on. What is settled or reserved
   * stays so, even if it is more than the new budget; {@link #left} is then zero.
   */
  public BudgetLedger startRound(String cause, Instant at) {
    if (ordered.isEmpty()) {
      return this;
    }
    return with(new LedgerEntry.BudgetInForce(ordered.get(), cause, at), ordered, Optional.empty());
  }

  /** The same books as the next round will find them. */
  public BudgetLedger atNextRound() {
    return new BudgetLedger(
        orderedBudget(), Optional.empty(), entries, accounts, settled, reserved);
  }

  /** The budget that was ordered and holds from the next round on, if one was. */
  Optional<Money> ordered() {
    return ordered;
  }

  /** The budget that the next round will have; empty if there is no limit. */
  public Optional<Money> orderedBudget() {
    return ordered.or(() -> budget);
  }

  /** What the campaign may spend at most in this round; empty if it has no limit. */
  public Optional<Money> budget() {
    return budget;
  }

  public Currency currency() {
    return settled.currency();
  }

  /** What has been paid. */
  public Money settled() {
    return settled;
  }

  /** What is set aside for work whose answers are awaited. */
  public Money reserved() {
    return reserved;
  }

  /** What may still be reserved; empty if there is no limit. */
  public Optional<Money> left() {
    Money committed = settled.plus(reserved);
    return budget.map(
        limit -> committed.isMoreThan(limit) ? Money.zero(currency()) : limit.minus(committed));
  }

  /** Whether money was ever set aside under an id. */
  public boolean knows(ReservationId id) {
    return accounts.containsKey(id);
  }

  /** What is set aside under an id now; empty if nothing is. */
  public Optional<Money> held(ReservationId id) {
    return Optional.ofNullable(accounts.get(id))
        .filter(account -> account.state() == State.HELD)
        .map(Account::held);
  }

  /** The reservations that are neither settled nor released, in the order they were made. */
  public List<ReservationId> open() {
    return entries.stream()
        .filter(LedgerEntry.Reserved.class::isInstance)
        .map(entry -> ((LedgerEntry.Reserved) entry).id())
        .distinct()
        .filter(id -> held(id).isPresent())
        .toList();
  }

  /** All entries, oldest first. */
  public List<LedgerEntry> entries() {
    return entries;
  }

  static BudgetLedger empty(Optional<Money> budget, Currency currency) {
    Money zero = Money.zero(currency);
    // refuses a budget in another currency
    budget.ifPresent(zero::compareTo);
    return new BudgetLedger(budget, Optional.empty(), List.of(), Map.of(), zero, zero);
  }

  private Money settledUnder(ReservationId id) {
    for (LedgerEntry entry : entries) {
      if (entry instanceof LedgerEntry.Settled payment && payment.id().equals(id)) {
        return payment.spent();
      }
    }
    throw new IllegalStateException("no payment under " + id);
  }

  private BudgetLedger with(
      LedgerEntry.OfReservation entry, Account account, Money nextSettled, Money nextReserved) {
    Map<ReservationId, Account> nextAccounts = new HashMap<>(accounts);
    nextAccounts.put(entry.id(), account);
    return new BudgetLedger(
        budget, ordered, appended(entry), nextAccounts, nextSettled, nextReserved);
  }

  private BudgetLedger with(
      LedgerEntry entry, Optional<Money> nextBudget, Optional<Money> nextOrdered) {
    return new BudgetLedger(nextBudget, nextOrdered, appended(entry), accounts, settled, reserved);
  }

  private List<LedgerEntry> appended(LedgerEntry entry) {
    List<LedgerEntry> next = new ArrayList<>(entries);
    next.add(entry);
    return next;
  }
}
