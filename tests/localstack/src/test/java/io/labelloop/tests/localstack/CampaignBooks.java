package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.StoredLedger;
import io.labelloop.workflow.step.BudgetCeiling;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Optional;

/** The books of a {@link SmallCampaign} on a stack. */
final class CampaignBooks {
  private static final Money BUDGET = Money.parse("60 USD");
  private static final Money PRICE = Money.parse("0.05 USD");

  private CampaignBooks() {}

  /** The books, which are replayed under the budget: no entry may exceed it. */
  static BudgetLedger of(DeployedStack stack, String name) {
    return new StoredLedger(
            stack.objects(),
            CampaignKeys.ofCampaignFile(SmallCampaign.key(name)).ledger(),
            Optional.of(BUDGET),
            Currency.getInstance("USD"))
        .read();
  }

  /** The books of a campaign that has ended: nothing is held back, every annotation paid once. */
  static BudgetLedger balanced(DeployedStack stack, String name) {
    String rounds = CampaignKeys.ofCampaignFile(SmallCampaign.key(name)).prefix() + "rounds/";
    long annotations =
        stack.objects().list(rounds).stream()
            .filter(object -> object.key().contains("/annotations-"))
            .map(object -> stack.objects().get(object.key()).orElseThrow().content())
            .mapToLong(lines -> new String(lines, StandardCharsets.UTF_8).lines().count())
            .sum();
    BudgetLedger books = of(stack, name);
    assertThat(annotations).isPositive();
    assertThat(books.open()).isEmpty();
    assertThat(books.settled()).isEqualTo(PRICE.times(Math.toIntExact(annotations)));
    return books;
  }

  /** A campaign's share of the stack's ceiling, if it has one. */
  static Optional<Money> share(DeployedStack stack, String campaign) {
    return new DocumentStore(stack.objects())
        .find(BudgetCeiling.KEY, JsonNode.class)
        .map(shares -> shares.path("campaigns").path("campaigns/" + campaign + "/"))
        .filter(JsonNode::isTextual)
        .map(share -> Money.parse(share.asText()));
  }
}
