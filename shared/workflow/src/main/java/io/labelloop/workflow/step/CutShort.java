package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.Wave;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a failed campaign that was taken up again asks in place of a wave whose open questions the
 * failure withdrew: the answers that did not come, and one about what is doubtful by those that
 * did.
 */
final class CutShort {
  private CutShort() {}

  static List<Wave.Asked> askedAgain(Campaign campaign, Wave wave, List<ItemId> doubtful) {
    Map<ItemId, Integer> came = new HashMap<>();
    for (Annotation answer : campaign.annotations(wave.round(), wave.wave())) {
      came.merge(answer.item(), 1, Integer::sum);
    }
    Set<ItemId> gold = campaign.gold().keySet();
    List<Wave.Asked> open =
        wave.questions().stream()
            .filter(question -> !gold.contains(question.item()))
            .map(
                question ->
                    new Wave.Asked(
                        question.item(),
                        question.annotations() - came.getOrDefault(question.item(), 0)))
            .filter(question -> question.annotations() > 0)
            .toList();
    Set<ItemId> asked = new HashSet<>();
    open.forEach(question -> asked.add(question.item()));
    return Stream.concat(
            open.stream(),
            doubtful.stream()
                .filter(item -> !asked.contains(item))
                .map(item -> new Wave.Asked(item, 1)))
        .toList();
  }
}
