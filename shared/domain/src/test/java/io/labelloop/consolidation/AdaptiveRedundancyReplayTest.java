package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationFile;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Adaptive redundancy, replayed from recorded answers of real people. With {@code
 * -Dlabelloop.tables=write} the rows of docs/benchmarks/adaptive-redundancy.md are written again.
 */
class AdaptiveRedundancyReplayTest {
  private static final double CONFIDENCE = 0.99;
  private static final int FIRST = 2;
  private static final int SEEDS = 3;

  /**
   * A set, the method that suits it, and the labels per item that a published replay with the same
   * confidence needed.
   */
  private enum CrowdSet {
    RTE("rte", 10, 5.65),
    D_POSSENT("d-possent", 20, 5.66),
    DOG("dog", 10, 5.05),
    SP("sp", 10, 3.68),
    WEB("web", 10, 5.36);

    private final String folder;
    private final int most;
    private final double published;

    CrowdSet(String folder, int most, double published) {
      this.folder = folder;
      this.most = most;
      this.published = published;
    }

    // five classes and six answers an item are too few for whole confusion matrices
    private ConsolidationMethod method() {
      return this == WEB ? new OneCoinDawidSkene() : ConsolidationMethods.standard();
    }
  }

  /** Whom a doubtful item goes to next, of those whose answer is recorded. */
  private enum Next {
    WHOEVER_COMES,
    MOST_TELLING
  }

  private record Replay(double accuracy, double labelsPerItem) {}

  private static Replay replay(CrowdSet set, AnnotationFile file, Next next, long seed) {
    Map<ItemId, List<Annotation>> waiting = new HashMap<>();
    file.annotations()
        .forEach(a -> waiting.computeIfAbsent(a.item(), item -> new ArrayList<>()).add(a));
    var random = new Random(seed);
    var asked = new ArrayList<Annotation>();
    for (ItemId item : waiting.keySet().stream().sorted().toList()) {
      List<Annotation> answers = waiting.getOrDefault(item, new ArrayList<>());
      answers.sort(Comparator.comparing(Annotation::annotator));
      Collections.shuffle(answers, random);
      for (int i = 0; i < FIRST && !answers.isEmpty(); i++) {
        asked.add(answers.removeFirst());
      }
    }
    var redundancy = new AdaptiveRedundancy(FIRST, set.most, CONFIDENCE);
    var ties = new SeededOrder(seed, "next");
    int classes = file.labels().size();
    while (true) {
      Consolidation now = set.method().consolidate(AnnotationTable.of(asked, classes));
      var choice = new NextAnnotator(now.annotators(), classes);
      int before = asked.size();
      for (ConsolidatedLabel label : now.labels()) {
        List<Annotation> left = waiting.getOrDefault(label.item(), List.of());
        if (!left.isEmpty() && redundancy.asksAgain(label.confidence(), label.annotations())) {
          asked.add(
              next == Next.WHOEVER_COMES ? left.removeFirst() : take(left, label, choice, ties));
        }
      }
      if (asked.size() == before) {
        double accuracy = now.accuracy(CrowdSets.truth(set.folder, file)).orElseThrow();
        return new Replay(accuracy, (double) asked.size() / now.labels().size());
      }
    }
  }

  private static Annotation take(
      List<Annotation> left, ConsolidatedLabel label, NextAnnotator choice, SeededOrder ties) {
    AnnotatorId best =
        choice
            .ranked(left.stream().map(Annotation::annotator).toList(), label.posterior(), ties)
            .getFirst();
    Annotation answer =
        left.stream().filter(a -> a.annotator().equals(best)).findFirst().orElseThrow();
    left.remove(answer);
    return answer;
  }

  private static Replay mean(CrowdSet set, AnnotationFile file, Next next) {
    double accuracy = 0;
    double labels = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Replay replay = replay(set, file, next, seed);
      accuracy += replay.accuracy() / SEEDS;
      labels += replay.labelsPerItem() / SEEDS;
    }
    return new Replay(accuracy, labels);
  }

  private static double accuracyOfAll(CrowdSet set, AnnotationFile file) {
    return set.method()
        .consolidate(file.table())
        .accuracy(CrowdSets.truth(set.folder, file))
        .orElseThrow();
  }

  // bars: accuracy within .013 of all answers, labels within 10 % of the published replay; figures
  // in docs/benchmarks/adaptive-redundancy.md
  @ParameterizedTest
  @EnumSource(CrowdSet.class)
  void replay_ofRecordedAnswers_isAsAccurateAsAllOfThemWithFarFewer(CrowdSet set) {
    AnnotationFile file = CrowdSets.file(set.folder);
    Replay replay = mean(set, file, Next.MOST_TELLING);
    assertThat(replay.accuracy()).isGreaterThan(accuracyOfAll(set, file) - 0.013);
    assertThat(replay.labelsPerItem()).isLessThan(set.published * 1.1);
  }

  @Test
  void table_ofTheBenchmark_isWrittenOnRequest() throws IOException {
    if (!"write".equals(System.getProperty("labelloop.tables"))) {
      return;
    }
    var rows = new StringBuilder();
    for (CrowdSet set : CrowdSet.values()) {
      AnnotationFile file = CrowdSets.file(set.folder);
      Replay whoever = mean(set, file, Next.WHOEVER_COMES);
      Replay telling = mean(set, file, Next.MOST_TELLING);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.3f | %.3f | %.2f | %.3f | %.2f | %.2f |%n",
              set.folder,
              set.method().name(),
              (double) file.annotations().size() / file.table().items().size(),
              accuracyOfAll(set, file),
              whoever.accuracy(),
              whoever.labelsPerItem(),
              telling.accuracy(),
              telling.labelsPerItem(),
              set.published));
    }
    Path page =
        Path.of(System.getProperty("labelloop.root"), "docs/benchmarks/adaptive-redundancy.md");
    String text = Files.readString(page, StandardCharsets.UTF_8);
    int from = text.indexOf("|---");
    int start = text.indexOf('\n', from) + 1;
    int end = text.indexOf("\n\n", start) + 1;
    Files.writeString(page, text.substring(0, start) + rows + text.substring(end));
  }
}
