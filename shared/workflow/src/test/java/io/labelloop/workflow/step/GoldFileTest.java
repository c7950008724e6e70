package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.pool.ItemContent;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.port.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gold items that stand in a campaign file: pictures, and sentences, which are the portal's. */
class GoldFileTest {
  private static final String PICTURES =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\", \"features\": [\"x\", \"y\"],"
          + " \"image\": {\"column\": \"photo\", \"hosts\": [\"images.example.org\"]}}";
  private static final String SENTENCES =
      "\"task\": {\"type\": \"sequence\", \"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p/\"}";

  private final InMemoryObjectStore objects = new InMemoryObjectStore();

  private GoldFile.Reading read(String taskAndPool, String gold) {
    String file =
        "{"
            + taskAndPool
            + ", \"stop\": {\"maxRounds\": 3}, \"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\","
            + " \"gold\": {\"items\": ["
            + gold
            + "]}}}";
    CampaignSpec spec =
        switch (new CampaignSpecReader(
                new KnownNames(
                    List.of("margin-cluster"),
                    List.of("typical"),
                    List.of("logistic-regression"),
                    List.of("mnlp"),
                    List.of("crf")))
            .read(file.getBytes(StandardCharsets.UTF_8), "campaign.json")) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new AssertionError(invalid.mistakes().toString());
        };
    return GoldFile.read(
        objects,
        spec,
        CampaignPool.plan(objects, spec.pool(), "campaigns/c/p/"),
        "campaigns/c/campaign.json");
  }

  /** Items with both labels in turn. */
  private static String pictures(String content) {
    return IntStream.range(0, 5)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "{\"id\": \"g%d\", %s, \"label\": \"%s\"}",
                    i,
                    content,
                    i % 2 == 0 ? "a" : "b"))
        .collect(Collectors.joining(","));
  }

  private GoldFile.Reading ofPictures(String content) {
    objects.put(
        "campaigns/c/p/pool.csv", "id,x,y,photo\n1,2,3,1.png\n".getBytes(StandardCharsets.UTF_8));
    return read(PICTURES, pictures(content));
  }

  @Test
  void read_ofPictures_takesThemWithAndWithoutNumbers() {
    GoldFile.Reading without = ofPictures("\"picture\": \"gold/1.png\"");
    assertThat(without.mistakes()).isEmpty();
    assertThat(without.items())
        .extracting(GoldLine::label)
        .containsExactly("a", "b", "a", "b", "a");
    ItemContent.Features content = (ItemContent.Features) without.items().getFirst().content();
    assertThat(content.picture().orElseThrow().location()).isEqualTo("gold/1.png");
    assertThat(
            ofPictures("\"picture\": \"https://images.example.org/1.png\", \"features\": [1, 2]")
                .mistakes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"features\": [1, 2] | must have what the pool's items have (x, y; a picture, with or without them)",
        "\"picture\": \"1.png\", \"features\": [1] | must have what the pool's items have",
        "\"text\": \"t\" | must have what the pool's items have",
        "\"picture\": \"https://else.example.org/1.png\" | none of the hosts"
      })
  void read_ofWhatLooksUnlikeThePool_isRefused(String content, String part) {
    assertThat(ofPictures(content).mistakes().toString()).contains(part);
  }

  @Test
  void read_ofSentences_leavesThemToThePortal() {
    objects.put(
        "campaigns/c/p/pool.jsonl",
        "{\"id\": \"1\", \"tokens\": [\"x\"]}\n".getBytes(StandardCharsets.UTF_8));
    String gold =
        IntStream.range(0, 5)
            .mapToObj(i -> "{\"id\": \"g" + i + "\", \"tokens\": [\"y\"], \"spans\": []}")
            .collect(Collectors.joining(","));
    GoldFile.Reading reading = read(SENTENCES, gold);
    assertThat(reading.mistakes()).isEmpty();
    assertThat(reading.items()).isEmpty();
  }
}
