package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelLookTest {
  private static CampaignSpecReader.Reading read(String first, String second) {
    return new CampaignSpecReader(CampaignSpecReaderTest.NAMES)
        .read(
            CampaignSpecReaderTest.WHOLE
                .replace("[\"ham\", \"spam\"]", "[\"" + first + "\", \"" + second + "\"]")
                .getBytes(StandardCharsets.UTF_8),
            "campaign.json");
  }

  @ParameterizedTest
  @CsvSource({
    "spam, sp\u0430m",
    "Alpha, \u0391lpha",
    "caf\u00e9, cafe\u0301",
    "ham, h\u200bam",
    "ham, h\u00adam",
    "ham, \ufeffham",
    "two words, two\u00a0words",
    "two words, two  words",
    "ham, 'ham '",
    "paypal, \u0440\u0430\u0443\u0440\u0430l",
  })
  void labels_thatLookTheSame_areRefusedInWords(String first, String second) {
    assertThat(LabelLook.of(first)).isEqualTo(LabelLook.of(second));
    assertThat(read(first, second))
        .isInstanceOfSatisfying(
            CampaignSpecReader.Reading.Invalid.class,
            invalid ->
                assertThat(invalid.mistakes().toString())
                    .contains("/task/labels/1", "people cannot tell them apart"));
  }

  @ParameterizedTest
  @CsvSource({
    "O, 0",
    "l, 1",
    "I, l",
    "Plus, plus",
    "e, \u00e9",
    "\u0434\u0430, \u043d\u0435\u0442",
    "\u65e5, \u672c",
    "a, b",
    "\ud83d\ude00, \ud83d\ude01"
  })
  void labels_thatPeopleCanTellApart_areTaken(String first, String second) {
    assertThat(read(first, second)).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202espam", "sp\u202dam", "\u2066x\u2069", "a\u202c"})
  void labels_thatTurnTheDirectionOfText_areRefused(String label) {
    assertThat(read("ham", label))
        .isInstanceOfSatisfying(
            CampaignSpecReader.Reading.Invalid.class,
            invalid ->
                assertThat(invalid.mistakes().toString()).contains("/task/labels/1", "direction"));
  }
}
