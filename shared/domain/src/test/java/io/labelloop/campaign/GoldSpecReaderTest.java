package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.Money;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.Entity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldSpecReaderTest {
  private static final String TEXTS =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p.jsonl\"}";
  private static final String SENTENCES =
      "\"task\": {\"type\": \"sequence\", \"labels\": [\"PER\", \"LOC\"]}, \"pool\": {\"location\": \"p.jsonl\"}";
  private static final String PICTURES =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"embedding\": \"e\","
          + " \"image\": {\"column\": \"photo\", \"alt\": \"caption\", \"hosts\": [\"images.example.org\"]}}";

  private static CampaignSpecReader.Reading read(String type, String more) {
    return read(TEXTS, type, more);
  }

  private static CampaignSpecReader.Reading read(String taskAndPool, String type, String more) {
    String workforce =
        type.equals("portal")
            ? "\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\""
            : "\"type\": \"simulated\", \"pricePerAnnotation\": \"1 USD\", \"truth\": \"t\","
                + " \"annotators\": [{\"count\": 3, \"accuracy\": 0.9}]";
    String file =
        "{"
            + taskAndPool
            + ", \"stop\": {\"maxRounds\": 3},\"workforce\": {"
            + workforce
            + more
            + "}}";
    return PortalFile.read(file);
  }

  private static WorkforceSpec valid(String type, String more) {
    return valid(TEXTS, type, more);
  }

  private static WorkforceSpec valid(String taskAndPool, String type, String more) {
    CampaignSpecReader.Reading reading = read(taskAndPool, type, more);
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) reading).spec().workforce();
  }

  /** Items to practise on, of which a few are enough. */
  private static String practice(String items) {
    return ", \"gold\": {\"items\": [" + items + "]}";
  }

  private static List<GoldItem> practised(String taskAndPool, String items) {
    return valid(taskAndPool, "portal", practice(items)).gold().orElseThrow().training();
  }

  private static String mistakes(String taskAndPool, String items) {
    return read(taskAndPool, "portal", practice(items)).toString();
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
        "{\"items\": [{\"id\": \"g\", \"label\": \"a\"}]} | or features or a picture must be given, and not both",
        "{\"items\": [{\"id\": \"g\", \"features\": [\"x\"], \"label\": \"a\"}]} | must be a number, but was",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\", \"training\": true}]} | for the workforce 'portal' only",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}, {\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}]} | an id of their own, but 'g' came twice",
        "{\"items\": [{\"id\": \"g\", \"text\": \"t\", \"label\": \"a\"}, {\"id\": \"g\", \"text\": \"t\", \"label\": \"b\"}]} | contradict each other: 'g' is 'a' and 'b'"
      })
  void read_ofAMistake_saysWhatIsAccepted(String gold, String part) {
    assertThat(read("simulated", ", \"gold\": " + gold).toString()).contains(part);
  }

  @Test
  void read_ofSentencesForAnotherWorkforceThanThePortal_isRefused() {
    assertThat(
            read(
                    SENTENCES,
                    "simulated",
                    practice("{\"id\": \"g\", \"tokens\": [\"Ada\"], \"spans\": []}"))
                .toString())
        .contains("for sentences is for the workforce 'portal' only", "but type was simulated");
  }

  @Test
  void read_ofAFileOfSentences_isRefused() {
    assertThat(read(SENTENCES, "portal", ", \"gold\": {\"location\": \"g.conll\"}").toString())
        .contains("gold items of sentences stand in the campaign file");
  }

  @Test
  void read_ofFewHiddenSentences_isRefused() {
    assertThat(mistakes(SENTENCES, "{\"id\": \"g\", \"tokens\": [\"Ada\"], \"spans\": []}"))
        .contains("at least 5 hidden items");
  }

  @Test
  void read_ofSentencesThatContradictEachOther_isRefused() {
    assertThat(
            mistakes(
                SENTENCES,
                "{\"id\": \"g\", \"tokens\": [\"Ada\"], \"spans\": []},"
                    + "{\"id\": \"g\", \"tokens\": [\"Ada\"], \"spans\":"
                    + " [{\"start\": 0, \"end\": 1, \"type\": \"PER\"}]}"))
        .contains("contradict each other: 'g' is [] and [Entity");
  }

  @Test
  void read_ofASentence_hasItsEntitiesInTheOrderOfTheText() {
    List<GoldItem> gold =
        practised(
            SENTENCES,
            "{\"id\": \"g\", \"tokens\": [\"Ada\", \"saw\", \"New\", \"York\"], \"spans\":"
                + " [{\"start\": 2, \"end\": 4, \"type\": \"LOC\"}, {\"start\": 0, \"end\": 1, \"type\": \"PER\"}], \"training\": true},"
                + "{\"id\": \"none\", \"tokens\": [\"nobody\"], \"spans\": [], \"training\": true}");
    assertThat(gold.get(0).content())
        .isEqualTo(new ItemContent.Tokens(List.of("Ada", "saw", "New", "York")));
    assertThat(gold.get(0).answer())
        .isEqualTo(new GoldAnswer.OfEntities(List.of(new Entity(0, 1, 0), new Entity(2, 4, 1))));
    assertThat(gold.get(1).answer()).isEqualTo(new GoldAnswer.OfEntities(List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"spans\": [{\"start\": 0, \"end\": 2, \"type\": \"PER\"}, {\"start\": 1, \"end\": 2, \"type\": \"LOC\"}] | must not overlap, but two hold token 1",
        "\"spans\": [{\"start\": 0, \"end\": 3, \"type\": \"PER\"}] | must be a whole number from 1 to 2, but was 3",
        "\"spans\": [{\"start\": 2, \"end\": 3, \"type\": \"PER\"}] | must be a whole number from 0 to 1, but was 2",
        "\"spans\": [{\"start\": 1, \"end\": 1, \"type\": \"PER\"}] | must be a whole number from 2 to 2, but was 1",
        "\"spans\": [{\"start\": 0, \"end\": 1, \"type\": \"ORG\"}] | must be one of PER, LOC",
        "\"spans\": [{\"start\": 0, \"end\": 1}] | is missing; give one of the task's labels",
        "\"spans\": \"none\" | must be an array of spans",
        "\"label\": \"PER\" | is missing; give the right answer"
      })
  void read_ofASentenceWithAMistake_saysWhatIsAccepted(String answer, String part) {
    assertThat(
            mistakes(SENTENCES, "{\"id\": \"g\", \"tokens\": [\"Ada\", \"came\"], " + answer + "}"))
        .contains(part);
  }

  @Test
  void read_ofAPicture_needsNoNumbers() {
    GoldItem item =
        practised(
                PICTURES,
                "{\"id\": \"g\", \"picture\": \"gold/1.png\", \"alt\": \"a tern\", \"label\": \"a\", \"training\": true}")
            .getFirst();
    assertThat(((ItemContent.Features) item.content()).picture())
        .contains(new Picture("gold/1.png", Optional.of("a tern")));
    assertThat(item.answer()).isEqualTo(new GoldAnswer.OfClass("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"picture\": \"../secret.png\", \"label\": \"a\" | a picture must be an https address, or a key",
        "\"picture\": \"a.png\", \"text\": \"t\", \"label\": \"a\" | and not both",
        "\"label\": \"a\" | or features or a picture must be given"
      })
  void read_ofAPictureWithAMistake_saysWhatIsAccepted(String item, String part) {
    assertThat(mistakes(PICTURES, "{\"id\": \"g\", " + item + "}")).contains(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"hosts\": []} | is missing; give the column with pictures",
        "{\"column\": \"p\", \"hosts\": [\"https://x.org\"]} | must be at most 10 names of hosts",
        "{\"column\": \"p\", \"hosts\": [\"x.org; script-src *\"]} | must be at most 10 names of hosts",
        "{\"column\": \"p\", \"size\": 3} | is no field that is known here"
      })
  void read_ofAnImageWithAMistake_saysWhatIsAccepted(String image, String part) {
    String pool =
        "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"embedding\": \"e\", \"image\": "
            + image
            + "}";
    assertThat(read(pool, "portal", "").toString()).contains(part);
  }

  @Test
  void read_ofAnImageBesideATextColumn_isAMistake() {
    String pool =
        "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"image\": \"photo\"}";
    assertThat(read(pool, "portal", "").toString())
        .contains("is for items of features or of an embedding");
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
    assertThat(CampaignSchema.fields("/properties/workforce/properties/gold/properties"))
        .isEqualTo(
            CampaignSchema.knownToTheReader(
                read("simulated", ", \"gold\": {\"location\": \"g\", \"zzz\": 1}")));
  }
}
