package io.labelloop.consolidation;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.EntityScores;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TagTransitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Consolidates the tags of sentences: a method for classes gives each token a distribution over
 * tags, with the annotators' quality estimated on all tokens of all sentences, and each sentence
 * gets the valid tag sequence that is the most probable if tokens are independent but for validity.
 *
 * <p>The confidence of a sentence is the probability of that sequence, given that the sequence is
 * valid: that all its tags are right at once.
 *
 * <p>Nguyen, Wallace, Li, Nenkova, Lease: Aggregating and predicting sequence labels from crowd
 * annotations. ACL 2017 (there the same, as the baseline "DS then HMM", with learned transitions).
 *
 * @param tags the tags of the task
 * @param method consolidates the tokens, with the tags as its classes
 */
public record TokenConsolidation(TagSet tags, ConsolidationMethod method) {
  // a posterior of 0 is only ever rounding, and must not veto a sequence
  private static final double LEAST = 1e-300;

  /**
   * @param labels one per item, ascending by id
   * @param annotators one per annotator, ascending by id
   */
  public record Result(
      List<SentenceLabel> labels, List<Skill> annotators, Convergence convergence) {
    public Result {
      labels = List.copyOf(labels);
      annotators = List.copyOf(annotators);
    }
  }

  /** The tags that annotations agree on best, and the probability that all of them are right. */
  public record SentenceLabel(ItemId item, TagSequence tags, double confidence, int annotations) {}

  /**
   * How well an annotator's entities agree with the consolidated ones.
   *
   * @param annotations sentences that they answered
   */
  public record Skill(AnnotatorId annotator, int annotations, EntityScores entities) {}

  /**
   * Consolidates all sentences.
   *
   * @throws IllegalArgumentException if two annotations of a sentence differ in length, or an
   *     annotator answered twice
   */
  public Result consolidate(Collection<Annotation> annotations) {
    var sentences = new TreeMap<ItemId, List<Annotation>>();
    annotations.forEach(
        annotation ->
            sentences.computeIfAbsent(annotation.item(), id -> new ArrayList<>()).add(annotation));
    Map<ItemId, double[][]> posteriors = new TreeMap<>();
    Consolidation tokens = method.consolidate(table(sentences));
    int next = 0;
    for (Map.Entry<ItemId, List<Annotation>> sentence : sentences.entrySet()) {
      double[][] rows = new double[sentence.getValue().getFirst().tags().size()][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = tokens.labels().get(next++).posterior();
      }
      posteriors.put(sentence.getKey(), rows);
    }
    var labels = new ArrayList<SentenceLabel>();
    TagTransitions valid = TagTransitions.firstOrder(tags.size(), (before, previous, tag) -> 0);
    posteriors.forEach(
        (item, rows) -> {
          TagDistribution.Scored best = new TagDistribution(valid, logs(rows)).best();
          int answers = sentences.getOrDefault(item, List.of()).size();
          labels.add(new SentenceLabel(item, best.tags(), best.probability(), answers));
        });
    return new Result(labels, skills(labels, sentences), tokens.convergence());
  }

  /** All tokens as items of their own, numbered through so that their order is the sentences'. */
  private AnnotationTable table(Map<ItemId, List<Annotation>> sentences) {
    var rows = new ArrayList<Annotation>();
    long token = 0;
    for (Map.Entry<ItemId, List<Annotation>> sentence : sentences.entrySet()) {
      int length = sentence.getValue().getFirst().tags().size();
      for (Annotation annotation : sentence.getValue()) {
        if (annotation.tags().size() != length) {
          throw new IllegalArgumentException(
              "the annotations of item '"
                  + sentence.getKey()
                  + "' must have as many tags as it has tokens, but have "
                  + length
                  + " and "
                  + annotation.tags().size());
        }
        for (int t = 0; t < length; t++) {
          rows.add(
              new Annotation(
                  new ItemId(String.format(Locale.ROOT, "%019d", token + t)),
                  annotation.annotator(),
                  annotation.tags().tag(t),
                  annotation.answeredAt()));
        }
      }
      token += length;
    }
    return AnnotationTable.of(rows, tags.size());
  }

  private static double[][] logs(double[][] posteriors) {
    double[][] logs = new double[posteriors.length][];
    for (int t = 0; t < logs.length; t++) {
      logs[t] = new double[posteriors[t].length];
      for (int tag = 0; tag < logs[t].length; tag++) {
        logs[t][tag] = Math.log(Math.max(LEAST, posteriors[t][tag]));
      }
    }
    return logs;
  }

  private static List<Skill> skills(
      List<SentenceLabel> labels, Map<ItemId, List<Annotation>> sentences) {
    Map<AnnotatorId, Skill> skills = new TreeMap<>();
    for (SentenceLabel label : labels) {
      for (Annotation annotation : sentences.getOrDefault(label.item(), List.of())) {
        skills.merge(
            annotation.annotator(),
            new Skill(annotation.annotator(), 1, EntityScores.of(label.tags(), annotation.tags())),
            (left, right) ->
                new Skill(
                    left.annotator(),
                    left.annotations() + 1,
                    left.entities().plus(right.entities())));
      }
    }
    return List.copyOf(skills.values());
  }
}
