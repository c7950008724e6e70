package io.labelloop.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A requester's money with Mechanical Turk. */
final class TurkAccount {
  private static final BigDecimal FEE = new BigDecimal("0.20");
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private BigDecimal balance = new BigDecimal("10000.00");
  private BigDecimal paid = BigDecimal.ZERO;

  synchronized void balance(String usd) {
    this.balance = new BigDecimal(usd);
  }

  synchronized ObjectNode balance() {
    return JsonNodeFactory.instance.objectNode().put("AvailableBalance", balance.toPlainString());
  }

  synchronized BigDecimal paid() {
    return paid;
  }

  /** Pays a reward or bonus, and a fee of 20 % of it, at least a cent. */
  synchronized void pay(BigDecimal amount) {
    BigDecimal fee = amount.multiply(FEE).setScale(2, RoundingMode.CEILING).max(CENT);
    paid = paid.add(amount).add(fee);
  }
}
