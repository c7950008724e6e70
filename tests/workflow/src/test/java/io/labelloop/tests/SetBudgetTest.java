package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.operation.SetBudget;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that changes while a campaign runs holds from its next round on, and is recorded. */
class SetBudgetTest {
  @TempDir private Path folder = Path.of("");
  private final List<SetBudget.Answer> answers = new ArrayList<>();

  private CampaignSummary run(String budget, Consumer<LocalWorkspace> inTheFirstRound)
      throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson("{\"budget\": \"" + budget + "\", \"maxRounds\": 3}", ""),
            List.of(pool(200)));
    CampaignSpec spec = spec(campaign);
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("ws"),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec)) {
      var listener =
          new StepListener() {
            private boolean done;

            @Override
            public void started(String step) {
              if (step.equals("PublishLabelingJob") && !done) {
                done = true;
                inTheFirstRound.accept(workspace);
              }
            }

            @Override
            public void finished(String step, Record output) {}
          };
      assertThat(LocalEngine.of(workspace, spec, listener, 2).run())
          .isInstanceOf(LocalEngine.Ended.Finished.class);
      return LocalEngine.summary(workspace);
    }
  }

  private void set(LocalWorkspace workspace, String budget) {
    answers.add(
        LocalEngine.operations(workspace)
            .setBudget(workspace.keys().prefix(), Money.parse(budget), "ann", "set-budget"));
  }

  private LedgerDocument ledger() throws IOException {
    return io.labelloop.workflow.document.JsonCodec.read(
        Files.readAllBytes(folder.resolve("ws/campaigns/small/state/ledger.json")),
        LedgerDocument.class);
  }

  // a round of 10 items costs 1 USD to 1.50 USD
  @Test
  void setBudget_lowered_endsTheCampaignAfterTheRound() throws IOException {
    CampaignSummary summary = run("60 USD", workspace -> set(workspace, "0.50 USD"));

    assertThat(answers)
        .containsExactly(
            new SetBudget.Answer.Changed(
                Optional.of(Money.parse("60 USD")), Money.parse("0.50 USD"), 2));
    assertThat(summary.outcome()).isEqualTo("budget-exhausted");
    assertThat(summary.rounds()).isEqualTo(1);
    assertThat(ledger().entries())
        .anyMatch(
            entry ->
                entry.kind() == LedgerDocument.Kind.BUDGET_SET
                    && entry.by().equals(Optional.of("ann"))
                    && entry.amount().equals(Optional.of(Money.parse("0.50 USD"))));
    assertThat(ledger().entries())
        .noneMatch(entry -> entry.kind() == LedgerDocument.Kind.BUDGET_IN_FORCE);
  }

  @Test
  void setBudget_raised_paysForMoreRoundsAndTheCampaignVerifies() throws IOException {
    CampaignSummary summary =
        run(
            "1.60 USD",
            workspace -> {
              set(workspace, "20 USD");
              set(workspace, "20 USD");
            });

    assertThat(answers.get(1)).isEqualTo(new SetBudget.Answer.Unchanged(Money.parse("20 USD")));
    assertThat(summary.outcome()).isEqualTo("max-rounds");
    assertThat(summary.rounds()).isEqualTo(3);
    assertThat(summary.budget().orElseThrow().amount()).isEqualByComparingTo("20");
    assertThat(ledger().entries())
        .anyMatch(
            entry ->
                entry.kind() == LedgerDocument.Kind.BUDGET_IN_FORCE
                    && entry.cause().equals("round 2 begins"));
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
      set(workspace, "30 USD");
      assertThat(answers.getLast())
          .isEqualTo(new SetBudget.Answer.Refused("the campaign has ended; its books are closed"));
    }
  }

  @Test
  void setBudget_inAnotherCurrency_isRefused() throws IOException {
    run("60 USD", workspace -> set(workspace, "30 EUR"));
    assertThat(answers)
        .containsExactly(
            new SetBudget.Answer.Refused(
                "the budget must be in the currency of the campaign's prices (USD), but was 30 EUR"));
  }
}
