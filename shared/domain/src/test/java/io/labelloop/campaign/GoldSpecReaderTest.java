package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.budget.Money;
import io.labelloop.pool.ItemContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldSpecReaderTest {
  private static CampaignSpecReader.Reading read(String type, String more, String task) {
    String workforce =
        type.equals("portal")
            ? "\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\""
            : "\"type\": \"simulated\", \"pricePerAnnotation\": \"1 USD\", \"truth\": \"t\","
                + " \"annotators\": [{\"count\": 3, \"accuracy\": 0.9}]";
    String file =
        "{\"task\": {\"labels\": [\"a\", \"b\"]"
            + task
            + "}, \"pool\": {\"location\": \"p.jsonl\"}, \"stop\": {\"maxRounds\": 3},\"workforce\": {"
            + workforce
            + more
            + "}}";
    return new CampaignSpecReader(
            new KnownNames(
                List.of("margin-cluster"),
                List.of("typical"),
                List.of("logistic-regression"),
                List.of("mnlp"),
                List.of("crf")))
        .read(file.getBytes(StandardCharsets.UTF_8), "campaign.json");
  }

  private static WorkforceSpec valid(String type, String more) {
    CampaignSpecReader.Reading reading = read(type, more, "");
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) reading).spec().workforce();
  }

  @Test
  void read_withoutGold_hasNoneAndSuspendsAsUsual() {
    WorkforceSpec workforce = valid("simulated", "");
    assertThat(workforce.gold()).isEmpty();
    assertThat(workforce.suspendBelow()).isEqualTo(0.05);
  }

  @Test
  void read_ofAFile_hasItsPlaceItsColumnAndTheUsualShare() {
    WorkforceSpec workforce =
        valid("simulated", ", \"suspendBelow\": 0, \"gold\": {\"location\": \"gold.csv\"}");
    assertThat(workforce.gold())
        .contains(new GoldSpec(0.05, Optional.of("gold.csv"), "label", List.of()));
    assertThat(workforce.suspendBelow()).isZero();
  }

  @Test
  void read_ofItemsInTheFile_tellsThoseForPracticeFromHiddenOnes() {
    GoldSpec gold =
        valid(
                "portal",
                ", \"gold\": {\"share\": 0.1, \"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"b\","
                    + " \"training\": true, \"why\": \"so\"}]}")
            .gold()
            .orElseThrow();
    assertThat(gold.share()).isEqualTo(0.1);
    assertThat(gold.hidden()).isEmpty();
    assertThat(gold.training()).hasSize(1);
    assertThat(gold.training().get(0).content()).isEqualTo(new ItemContent.Text("t"));
    assertThat(gold.training().get(0).why()).contains("so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | or items must be given",
        "{\"location\": \"g\", \"share\": 0.9} | must be a number from 0 to 0.5",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"c\"}]} | must be one of a, b, but was",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}]} | at least 5 hidden items",
        "{\"items\": [{\"id\": \"g\", \"label\": \"a\"}]} | or features must be given, and not both",
        "{\"items\": [{\"id\": \"g\", \"features\": [\"x\"], \"label\": \"a\"}]} | must be a number, but was",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\", \"training\": true}]} | for the workforce 'portal' only",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}, {\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}]} | an id of their own, but 'g' came twice",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}, {\"id\": \"g\", \"text\": \"t\", \"label\": \"b\"}]} | contradict each other: 'g' is 'a' and 'b'"
      })
  void read_ofAMistake_saysWhatIsAccepted(String gold, String part) {
    assertThat(read("simulated", ", \"gold\": " + gold, "").toString()).contains(part);
  }

  @Test
  void read_ofGoldInASequenceTask_isRefused() {
    assertThat(
            read("simulated", ", \"gold\": {\"location\": \"g.conll\"}", ", \"type\": \"sequence\"")
                .toString())
        .contains("sentences have none in this version");
  }

  @Test
  void goldAmong_answers_isTheShareOfAllAndAtLeastOneAndNoneInThePortal() {
    String gold = ", \"gold\": {\"share\": 0.1, \"location\": \"g\"}";
    WorkforceSpec workforce = valid("simulated", ", \"annotationsPerItem\": 2" + gold);
    // 10 of 100 answers in all, two about each item
    assertThat(workforce.goldAmong(90)).isEqualTo(5);
    assertThat(workforce.goldAmong(1)).isEqualTo(1);
    assertThat(workforce.goldAmong(0)).isZero();
    assertThat(workforce.priceOfGold(90)).isEqualTo(Money.parse("10 USD"));
    assertThat(valid("portal", gold).goldAmong(90)).isZero();
    assertThat(valid("simulated", "").goldAmong(90)).isZero();
  }

  @Test
  void schema_ofGold_knowsTheFieldsThatTheReaderKnows() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(
                Files.readString(
                    Path.of(
                        System.getProperty("labelloop.root", "."),
                        "infra/schemas/campaign.schema.json")));
    Set<String> described = new TreeSet<>();
    schema
        .at("/properties/workforce/properties/gold/properties")
        .fieldNames()
        .forEachRemaining(described::add);
    Finding unknown =
        ((CampaignSpecReader.Reading.Invalid)
                read("simulated", ", \"gold\": {\"location\": \"g\", \"zzz\": 1}", ""))
            .mistakes()
            .get(0);
    assertThat(described)
        .isEqualTo(
            new TreeSet<>(List.of(unknown.message().replaceFirst(".*there are ", "").split(", "))));
  }
}
