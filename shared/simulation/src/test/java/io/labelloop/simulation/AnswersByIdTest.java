package io.labelloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.ItemId;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnswersByIdTest {
  private static Answer label(int label) {
    return new Answer.ClassAnswer(label);
  }

  @Test
  void find_ofIdsThatDifferInHalvesOfCharacters_tellsThemApart() {
    var answers = new AnswersById();
    // the halves of a character have no UTF-8 and would all be question marks in it
    answers.put(new ItemId("\uD83D"), label(1));
    answers.put(new ItemId("\uDE00"), label(2));
    answers.put(new ItemId("?"), label(3));

    assertThat(answers.find(new ItemId("\uD83D"))).contains(label(1));
    assertThat(answers.find(new ItemId("\uDE00"))).contains(label(2));
    assertThat(answers.find(new ItemId("?"))).contains(label(3));
    assertThat(answers.find(new ItemId("\uD83D\uDE00"))).isEmpty();
    assertThat(answers.size()).isEqualTo(3);
  }

  @Test
  void find_ofAnIdThatCameTwice_isTheLastAnswer() {
    var answers = new AnswersById();
    answers.put(new ItemId("a"), label(0));
    answers.put(new ItemId("a"), label(4));

    assertThat(answers.find(new ItemId("a"))).contains(label(4));
    assertThat(answers.size()).isEqualTo(1);
  }

  @Test
  void find_ofManyIds_isWhatAMapSays() {
    var random = new SplittableRandom(9);
    var answers = new AnswersById();
    Map<ItemId, Answer> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      // of any length, some of them again, some beyond ASCII
      String id =
          "i" + random.nextInt(150_000) + (i % 7 == 0 ? "é漢".repeat(random.nextInt(120)) : "");
      var item = new ItemId(id);
      var answer = label(random.nextInt(300));
      answers.put(item, answer);
      expected.put(item, answer);
    }

    assertThat(answers.size()).isEqualTo(expected.size());
    expected.forEach((item, answer) -> assertThat(answers.find(item)).contains(answer));
    for (int i = 0; i < 1_000; i++) {
      assertThat(answers.find(new ItemId("j" + i))).isEmpty();
    }
  }
}
