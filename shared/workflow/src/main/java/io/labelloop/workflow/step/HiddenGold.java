package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.document.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gold items of a campaign, as its waves ask about them and as consolidation knows them.
 *
 * <p>In the first wave of a round so many are mixed among the batch that they are about the
 * campaign's share of all answers asked for; those come first that were asked least often so far.
 * The portal mixes them in by itself, person by person, so its waves have none. The rounds of an
 * audit have none either: what is audited is certified by its size.
 */
public final class HiddenGold {
  private HiddenGold() {}

  /** The known classes. */
  public static GoldLabels labels(Campaign campaign) {
    Map<ItemId, Integer> classes = new HashMap<>();
    for (GoldLine line : campaign.gold().values()) {
      classes.put(line.id(), campaign.labels().indexOf(line.label()).orElseThrow());
    }
    return GoldLabels.of(classes);
  }

  /** The questions of a first wave with gold items among them, at drawn places. */
  static List<Wave.Asked> mixedInto(Campaign campaign, int round, List<Wave.Asked> questions) {
    int wanted = wanted(campaign, round, questions);
    if (wanted == 0) {
      return questions;
    }
    SeededOrder places = campaign.order("gold-places-" + round);
    var mixed = new ArrayList<>(questions);
    for (ItemId item : leastAsked(campaign, round).subList(0, wanted)) {
      int place = (int) Long.remainderUnsigned(places.placeOf(item), mixed.size() + 1L);
      mixed.add(place, new Wave.Asked(item, annotations(campaign)));
    }
    return mixed;
  }

  private static int wanted(Campaign campaign, int round, List<Wave.Asked> questions) {
    if (campaign.batch(round).stream().anyMatch(item -> item.stream() == Stream.AUDIT)) {
      return 0;
    }
    int answers = questions.stream().mapToInt(Wave.Asked::annotations).sum();
    return Math.min(campaign.spec().workforce().goldAmong(answers), campaign.gold().size());
  }

  private static int annotations(Campaign campaign) {
    return campaign.spec().workforce().annotationsPerItem().min();
  }

  private static List<ItemId> leastAsked(Campaign campaign, int round) {
    Map<ItemId, Integer> asked = new HashMap<>();
    for (int earlier = 1; earlier < round; earlier++) {
      for (Wave wave : campaign.publishedWaves(earlier)) {
        wave.questions().stream()
            .map(Wave.Asked::item)
            .filter(campaign.gold()::containsKey)
            .forEach(item -> asked.merge(item, 1, Integer::sum));
      }
    }
    return campaign.gold().keySet().stream()
        .sorted(
            Comparator.comparing((ItemId item) -> asked.getOrDefault(item, 0))
                .thenComparing(campaign.order("gold-" + round)))
        .toList();
  }

  /**
   * The answers of a wave without those about gold items that an earlier wave had: the portal hands
   * over a person's answers to gold items with every wave.
   */
  static List<Annotation> withoutRepeated(Campaign campaign, Wave wave, List<Annotation> answers) {
    if (campaign.gold().isEmpty()) {
      return answers;
    }
    Map<ItemId, Set<AnnotatorId>> earlier = new LinkedHashMap<>();
    for (Annotation answer : campaign.annotationsBy(wave.round(), wave.wave() - 1)) {
      if (campaign.gold().containsKey(answer.item())) {
        earlier.computeIfAbsent(answer.item(), i -> new HashSet<>()).add(answer.annotator());
      }
    }
    return answers.stream()
        .filter(
            answer -> !earlier.getOrDefault(answer.item(), Set.of()).contains(answer.annotator()))
        .toList();
  }
}
