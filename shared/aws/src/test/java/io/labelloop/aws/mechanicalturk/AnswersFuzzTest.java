package io.labelloop.aws.mechanicalturk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Answers of Mechanical Turk are read, or are none; nothing is thrown, fetched or expanded. */
class AnswersFuzzTest {
  /** How many documents; {@code -Pnightly} asks for more. */
  private static final int DOCUMENTS = Integer.getInteger("labelloop.fuzz", 200_000) / 10;

  private static final String WHOLE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <QuestionFormAnswers xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd">
        <Answer>
          <QuestionIdentifier>taskAnswers</QuestionIdentifier>
          <FreeText>[{"answer-0":{"label":"plus"},"answer-1":{"label":"&lt;b&gt; \\u00e9"}}]</FreeText>
        </Answer>
        <Answer><QuestionIdentifier>note</QuestionIdentifier><FreeText><![CDATA[a & b]]></FreeText></Answer>
      </QuestionFormAnswers>
      """;

  private static final List<String> STUMBLING =
      List.of(
          "<",
          ">",
          "&",
          "&amp;",
          "&lol9;",
          "&#0;",
          "&#x1F600;",
          "&#xD800;",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "<?x ?>",
          "\"",
          "'",
          "[",
          "]",
          "{",
          "}",
          "[[[[[[[[",
          "null",
          "<FreeText>",
          "</FreeText>",
          "<Answer/>",
          "\u0000",
          "\uD800",
          "\u202E",
          "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
          "&x;",
          "xmlns:a='b'",
          "<a:b/>",
          "=cmd|' /C calc'!A0",
          "1e999");

  @Test
  void read_ofAnyDocument_answersOrHasNone() {
    var random = new SplittableRandom(20261125);
    int read = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      var xml = new StringBuilder(WHOLE);
      int changes = random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        int at = random.nextInt(xml.length() + 1);
        int to = Math.min(xml.length(), at + random.nextInt(15));
        switch (random.nextInt(3)) {
          case 0 -> xml.delete(at, to);
          case 1 -> xml.insert(at, xml.substring(at, to));
          default -> xml.insert(at, STUMBLING.get(random.nextInt(STUMBLING.size())));
        }
      }
      String document = xml.toString();
      assertThatCode(() -> Answers.read(document)).as(document).doesNotThrowAnyException();
      read += Answers.read(document).isEmpty() ? 0 : 1;
    }
    assertThat(read).isBetween(DOCUMENTS / 4, DOCUMENTS * 9 / 10);
  }

  @Test
  void read_ofABillionLaughs_endsAtOnceWithoutThem() {
    var entities = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY lol%d \"%s\">".formatted(i, "&lol%d;".formatted(i - 1).repeat(10)));
    }
    String bomb =
        entities + "]><a><QuestionIdentifier>x</QuestionIdentifier><FreeText>&lol9;</FreeText></a>";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(Answers.read(bomb).toString()).doesNotContain("lollol"));
  }

  @Test
  void read_ofAnEntityThatNamesAFile_doesNotReadIt() {
    assertThat(
            Answers.read(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a><QuestionIdentifier>x"
                        + "</QuestionIdentifier><FreeText>&x;</FreeText></a>")
                .toString())
        .doesNotContain("root:");
  }
}
