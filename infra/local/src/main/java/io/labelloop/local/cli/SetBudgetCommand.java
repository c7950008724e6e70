package io.labelloop.local.cli;

import io.labelloop.budget.Money;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Raises or lowers the budget of a campaign from its next round on. */
@Command(
    name = "set-budget",
    description =
        "Raises or lowers the budget of a campaign from its next round on; the ledger records who and when.",
    mixinStandardHelpOptions = true)
final class SetBudgetCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "AMOUNT",
      description = "the new budget, such as '250 USD' (in quotes) or 250USD")
  private String amount = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who orders it; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  @Override
  public Integer call() {
    return new CampaignSession(output, directory).setBudget(budget(), by);
  }

  private Money budget() {
    try {
      return Money.parse(amount.replaceFirst("^([0-9.]+)([A-Z]{3})$", "$1 $2"));
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException("AMOUNT: " + wrong.getMessage());
    }
  }
}
