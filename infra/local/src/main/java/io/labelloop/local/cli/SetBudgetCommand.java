package io.labelloop.local.cli;

import io.labelloop.budget.Money;
import io.labelloop.workflow.operation.SetBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  @Mixin private CampaignPlace place = new CampaignPlace();

  @Parameters(
      arity = "1..2",
      paramLabel = "[DIR] AMOUNT",
      hideParamSyntax = true,
      description =
          "the campaign's workspace, unless it is named with --aws; and the new budget, such as '250 USD' (in quotes)"
              + " or 250USD")
  private List<String> arguments = List.of();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who orders it; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  /** What {@code --json} prints; no round if nothing changed. */
  record BudgetOrder(
      String campaign,
      Optional<Money> before,
      Money budget,
      String by,
      Optional<Integer> fromRound) {}

  @Override
  public Integer call() {
    Money budget = budget(arguments.getLast());
    Optional<Path> directory =
        arguments.size() == 2 ? Optional.of(Path.of(arguments.getFirst())) : Optional.empty();
    place.requireStack();
    try (OperatedCampaign campaign = place.open(directory)) {
      switch (campaign.operations().setBudget(campaign.prefix(), budget, by, "set-budget")) {
        case SetBudget.Answer.Changed changed -> {
          output
              .words()
              .println(
                  campaign.name()
                      + ": the budget is "
                      + budget
                      + " from round "
                      + changed.fromRound()
                      + " on; it was "
                      + changed.before().map(Money::toString).orElse("without limit")
                      + " (by "
                      + by
                      + ")");
          output.document(
              new BudgetOrder(
                  campaign.name(), changed.before(), budget, by, Optional.of(changed.fromRound())));
        }
        case SetBudget.Answer.Unchanged unchanged -> {
          output.words().println(campaign.name() + ": the budget is " + budget + " already");
          output.document(
              new BudgetOrder(campaign.name(), Optional.of(budget), budget, by, Optional.empty()));
        }
        case SetBudget.Answer.Refused refused -> throw new WrongInputException(refused.reason());
      }
      return ExitCode.DONE;
    }
  }

  private static Money budget(String amount) {
    try {
      return Money.parse(amount.replaceFirst("^([0-9.]+)([A-Z]{3})$", "$1 $2"));
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException("AMOUNT: " + wrong.getMessage());
    }
  }
}
