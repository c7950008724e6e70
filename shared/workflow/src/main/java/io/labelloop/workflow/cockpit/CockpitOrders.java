package io.labelloop.workflow.cockpit;

import io.labelloop.budget.Money;
import io.labelloop.workflow.operation.Answered;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.SetBudget;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** Hands the orders of the cockpit to the operations that the command line uses too. */
public final class CockpitOrders {
  private static final int LONGEST_VALUE = 40;

  private final CampaignOperations operations;

  public CockpitOrders(CampaignOperations operations) {
    this.operations = operations;
  }

  /**
   * What came of an order.
   *
   * @param done whether it holds now
   * @param says a sentence for the person who gave it
   */
  public record Outcome(boolean done, String says) {}

  /**
   * Gives an order. A repeated one changes nothing more.
   *
   * @param prefix of the campaign
   * @param value what was typed into the order's field, if it has one
   * @param by who gave it, for the record
   */
  public Outcome execute(CockpitOrder order, String prefix, String value, String by) {
    return switch (order) {
      case PAUSE -> outcome(operations.pause(prefix, by));
      case RESUME -> outcome(operations.resume(prefix, by));
      case STOP -> outcome(operations.stop(prefix, by));
      case BUDGET ->
          with(
              order,
              value,
              text -> Money.parse(text.replaceFirst("^([0-9.]+)([A-Z]{3})$", "$1 $2")),
              budget -> outcome(operations.setBudget(prefix, budget, by, "cockpit")));
      case DEADLINE ->
          with(
              order,
              value,
              CockpitOrders::hours,
              hours -> outcome(operations.setDeadline(prefix, hours, by)));
      case REVIEW ->
          with(
              order,
              value,
              Integer::valueOf,
              items -> outcome(operations.review(prefix, items, by)));
    };
  }

  private static BigDecimal hours(String text) {
    var hours = new BigDecimal(text);
    // a few letters may be a number with a million digits
    if (hours.signum() <= 0 || hours.precision() > 12 || Math.abs(hours.scale()) > 6) {
      throw new IllegalArgumentException("out of range");
    }
    return hours;
  }

  private static <T> Outcome with(
      CockpitOrder order, String value, Function<String, T> reads, Function<T, Outcome> gives) {
    CockpitOrder.Input input = order.input().orElseThrow();
    String text = value.strip();
    Optional<T> read = Optional.empty();
    if (text.length() <= LONGEST_VALUE) {
      try {
        read = Optional.of(reads.apply(text));
      } catch (IllegalArgumentException notOne) {
        // told below
      }
    }
    return read.map(gives)
        .orElseGet(
            () ->
                new Outcome(
                    false,
                    "'"
                        + input.label()
                        + "' must be like '"
                        + input.example()
                        + "', but was '"
                        + text.substring(0, Math.min(LONGEST_VALUE, text.length()))
                        + "'. Nothing has changed."));
  }

  private static Outcome outcome(Answered answer) {
    return switch (answer) {
      case Answered.Done done -> new Outcome(true, "Done: it " + done.says() + ".");
      case Answered.Refused refused ->
          new Outcome(
              false, "Not done: " + refused.reason() + ". " + capital(refused.remedy()) + ".");
    };
  }

  private static Outcome outcome(SetBudget.Answer answer) {
    return switch (answer) {
      case SetBudget.Answer.Changed changed ->
          new Outcome(
              true,
              "Done: the budget is "
                  + changed.after()
                  + " from round "
                  + changed.fromRound()
                  + " on; it was "
                  + changed.before().map(Money::toString).orElse("without limit")
                  + ".");
      case SetBudget.Answer.Unchanged unchanged ->
          new Outcome(true, "The budget is " + unchanged.budget() + " already.");
      case SetBudget.Answer.Refused refused ->
          new Outcome(false, "Not done: " + refused.reason() + ".");
    };
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
