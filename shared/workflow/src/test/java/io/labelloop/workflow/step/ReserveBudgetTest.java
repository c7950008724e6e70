package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReserveBudgetTest {
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/birds/");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PORTAL =
      "{\"type\": \"portal\", \"pricePerAnnotation\": \"0.04 USD\"}";

  private final DocumentStore documents = new DocumentStore(new InMemoryObjectStore());
  private final List<String> notified = new ArrayList<>();

  private ReserveBudget.Output reserve(String workforce, String budget) {
    documents.decide(KEYS.claim(), Claim.first("birds", "first", NOW), Claim.class);
    documents.decideBytes(
        KEYS.spec(),
        """
        {"task": {"labels": ["a", "b"], "question": "which?"}, "pool": {"location": "pool.jsonl", "text": "text"},
         "workforce": %s, "stop": {"budget": "%s"}, "seed": 1}
        """
            .formatted(workforce, budget)
            .getBytes(StandardCharsets.UTF_8));
    documents.decideLines(
        KEYS.batch(1),
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new BatchItem(
                        new ItemId("item-" + i),
                        Stream.QUERY,
                        2,
                        new ItemContent.Text("a secret text")))
            .toList(),
        BatchItem.class);
    return new ReserveBudget(
            CampaignsWithoutModels.of(documents),
            new LedgerBook(() -> NOW),
            (subject, text) -> notified.add(subject + ": " + text))
        .execute(new WaveInput(KEYS.prefix(), 1, 1));
  }

  @Test
  void reserve_ofQuestionsForPeople_tellsOfThemOnceWithNumbersAndWithoutTexts() {
    assertThat(reserve(PORTAL, "0.48 USD").unaffordable()).isEqualTo(4);
    assertThat(reserve(PORTAL, "0.48 USD").questions()).isEqualTo(6);
    assertThat(notified)
        .containsExactly(
            "Labeling campaign birds: people are asked: Round 1, wave 1: 6 questions for 12 answers;"
                + " 4 more have no money. Spent: 0 USD, held: 0.48 USD, left: 0 USD.");
  }

  @Test
  void reserve_withoutMoney_asksNobodyAndTellsNobody() {
    assertThat(reserve(PORTAL, "0.01 USD").questions()).isZero();
    assertThat(notified).isEmpty();
  }

  @Test
  void reserve_ofQuestionsForAnnotatorsThatDoNotExist_tellsNobody() {
    reserve(
        "{\"type\": \"simulated\", \"truth\": \"label\", \"pricePerAnnotation\": \"0.04 USD\","
            + " \"annotators\": [{\"count\": 4, \"accuracy\": 0.9}]}",
        "5 USD");
    assertThat(notified).isEmpty();
  }
}
