package io.labelloop.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a hidden Markov model counts in its training data: runs of three tags, and words by tag.
 *
 * <p>A word that occurs once in all training data counts as its {@link WordClass}, so that the
 * classes stand for what new words are like.
 *
 * @param runs how often each run of three tags occurred; {@code -1} stands before a sentence
 * @param symbols for each word or class, how often it occurred under each tag
 */
record TagCounts(Map<List<Integer>, Integer> runs, Map<String, int[]> symbols) {
  private static final int FREQUENT = 2;
  // no token has a control character
  private static final String CLASS = "\u0000";

  static TagCounts of(TagSet tags, List<TaggedSentence> training) {
    Map<String, Integer> occurrences = new HashMap<>();
    training.forEach(
        sentence -> sentence.tokens().forEach(word -> occurrences.merge(word, 1, Integer::sum)));
    Map<List<Integer>, Integer> runs = new HashMap<>();
    Map<String, int[]> symbols = new TreeMap<>();
    for (TaggedSentence sentence : training) {
      int beforePrevious = TagTransitions.LogWeight.NONE;
      int previous = TagTransitions.LogWeight.NONE;
      for (int t = 0; t < sentence.tokens().size(); t++) {
        int tag = sentence.tags().tag(t);
        runs.merge(List.of(beforePrevious, previous, tag), 1, Integer::sum);
        String word = sentence.tokens().get(t);
        String symbol = occurrences.getOrDefault(word, 0) < FREQUENT ? classOf(word) : word;
        symbols.computeIfAbsent(symbol, s -> new int[tags.size()])[tag]++;
        beforePrevious = previous;
        previous = tag;
      }
    }
    return new TagCounts(runs, symbols);
  }

  private static String classOf(String word) {
    return CLASS + WordClass.of(word).name();
  }

  /** The word itself if it was frequent enough, else its class. */
  String symbolOf(String word) {
    return symbols.containsKey(word) ? word : classOf(word);
  }

  /** The runs in a canonical order, each with its count: four numbers a run. */
  List<List<Integer>> sortedRuns() {
    var sorted = new ArrayList<List<Integer>>();
    runs.forEach((run, count) -> sorted.add(List.of(run.get(0), run.get(1), run.get(2), count)));
    sorted.sort(
        (left, right) -> {
          for (int i = 0; i < left.size(); i++) {
            int order = Integer.compare(left.get(i), right.get(i));
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
    return sorted;
  }
}
