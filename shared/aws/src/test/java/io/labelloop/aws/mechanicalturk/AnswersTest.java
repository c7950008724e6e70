package io.labelloop.aws.mechanicalturk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.aws.crowd.CrowdAnswer;
import io.labelloop.budget.CrowdReward;
import io.labelloop.budget.Money;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/* answers.xml: a recorded sample, see README.md beside it */
class AnswersTest {
  private static final List<String> LABELS = List.of("a & b", "c");

  private static String sample() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(AnswersTest.class.getResourceAsStream("answers.xml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void read_ofADocument_takesFieldsFromOneJsonTextAndFromTextsOfTheirOwn() throws IOException {
    Map<String, JsonNode> fields = Answers.read(sample());
    assertThat(fields.keySet()).containsExactlyInAnyOrder("item-0", "item-1", "item-2");
    var question =
        new LabelingJob.Question(new ItemId("i"), new ItemContent.Text("t"), 1, List.of());
    var job = new LabelingJob("jobs/1", "?", LABELS, List.of(question), Duration.ofDays(1));
    List<Integer> labels =
        Stream.of("item-0", "item-1", "item-2")
            .map(name -> Objects.requireNonNull(fields.get(name)))
            .map(field -> CrowdAnswer.read(field, job, question).orElseThrow().label())
            .toList();
    assertThat(labels).containsExactly(0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no xml", "<QuestionFormAnswers>", "<a><FreeText>[{</FreeText></a>"})
  void read_ofWhatIsNoDocument_hasNoAnswerForAnyItem(String text) {
    assertThat(Answers.read(text)).doesNotContainKey("item-0");
  }

  @Test
  void read_ofADocumentWithEntities_resolvesNone() {
    String attack =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY y \"c\">]>"
            + "<a><QuestionIdentifier>item-0</QuestionIdentifier><FreeText>&x;&y;</FreeText></a>";
    assertThat(Answers.read(attack).values())
        .allSatisfy(field -> assertThat(field.asText()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.10, 1.00, ''", // nothing worked
    "30, 0.10, 1.00, ''", // half a minute is worth the reward at 12 USD an hour
    "60, 0.10, 1.00, 0.10",
    "3600, 0.10, 1.00, 0.83", // no more than is set aside, fee included
    "3600, 0.10, 0.01, ''"
  })
  void of_someTime_isWhatTheRewardLacksWithinWhatIsLeft(
      int seconds, String reward, String left, String bonus) {
    assertThat(
            TimeBonus.of(
                Duration.ofSeconds(seconds),
                Money.parse("12 USD"),
                Money.parse(reward + " USD"),
                Money.parse(left + " USD"),
                new CrowdReward(1, false)))
        .isEqualTo(bonus.isEmpty() ? Optional.empty() : Optional.of(Money.parse(bonus + " USD")));
  }
}
