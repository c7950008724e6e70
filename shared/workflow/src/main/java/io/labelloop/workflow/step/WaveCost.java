package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.budget.AnsweredQuestion;
import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.Wave;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a wave of questions costs, by the campaign's prices. */
public final class WaveCost {
  private WaveCost() {}

  /** The most that each question of a wave can cost, in their order: what is to be set aside. */
  static List<Money> most(PriceList prices, List<Wave.Asked> questions) {
    return questions.stream().map(question -> prices.most(question.annotations())).toList();
  }

  /** What is due for the answers that were collected for a wave. */
  public static Money due(Campaign campaign, Wave wave) {
    return due(
        campaign.spec().workforce().prices(),
        wave,
        campaign.annotations(wave.round(), wave.wave()));
  }

  /**
   * What is due for some answers to a wave. More answers about an item than were ordered are kept,
   * and not paid.
   */
  static Money due(PriceList prices, Wave wave, List<Annotation> answers) {
    Map<ItemId, Integer> accepted = new HashMap<>();
    answers.forEach(answer -> accepted.merge(answer.item(), 1, Integer::sum));
    Money due = Money.zero(prices.currency());
    for (Wave.Asked question : wave.questions()) {
      int asked = question.annotations();
      due =
          due.plus(
              prices.due(
                  AnsweredQuestion.of(
                      asked, Math.min(asked, accepted.getOrDefault(question.item(), 0)))));
    }
    return due;
  }
}
