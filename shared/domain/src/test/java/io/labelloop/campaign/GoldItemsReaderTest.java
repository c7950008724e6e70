package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.Entity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gold items of sentences and of pictures; those of texts and numbers are in the portal's test. */
class GoldItemsReaderTest {
  private static final String SENTENCES =
      "\"task\": {\"type\": \"sequence\", \"labels\": [\"PER\", \"LOC\"]}, \"pool\": {\"location\": \"p.jsonl\"}";
  private static final String PICTURES =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"embedding\": \"e\","
          + " \"image\": {\"column\": \"photo\", \"alt\": \"caption\", \"hosts\": [\"images.example.org\"]}}";

  private static CampaignSpecReader.Reading read(String taskAndPool, String gold) {
    return PortalFile.read(taskAndPool, "", "\"items\": [" + gold + "]");
  }

  private static String mistakes(String taskAndPool, String gold) {
    return read(taskAndPool, gold).toString();
  }

  private static List<GoldItem> valid(String taskAndPool, String gold) {
    CampaignSpecReader.Reading reading = read(taskAndPool, gold);
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) reading)
        .spec()
        .workforce()
        .gold()
        .orElseThrow()
        .items();
  }

  @Test
  void read_ofASentence_hasItsEntitiesInTheOrderOfTheText() {
    List<GoldItem> gold =
        valid(
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
        valid(
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
    assertThat(mistakes(pool, "")).contains(part);
  }

  @Test
  void read_ofAnImageBesideATextColumn_isAMistake() {
    String pool =
        "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"image\": \"photo\"}";
    assertThat(mistakes(pool, "")).contains("is for items of features or of an embedding");
  }
}
