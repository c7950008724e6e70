package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import java.util.List;

/**
 * Zero-based skill: weighted majority votes, repeated, in which each annotator's vote weighs as
 * much as its share of agreement with the last vote.
 *
 * <p>All annotators start at {@code 1 / K}. In each of 100 iterations the skill moves towards the
 * agreement by a step that starts at 1 and is halved in every twentieth iteration; it ends earlier
 * when no skill moves by 1e-9 or more. Where classes tie in a vote, the first in the campaign's
 * order counts as its result, as for {@link Wawa}. The posterior is the share of weighted votes.
 * Linear in the number of annotations in each iteration.
 *
 * <p>Ustalov, Pavlichenko, Tseitlin: Learning from crowds with Crowd-Kit. JOSS 2024 (the method has
 * no paper of its own). Choices: docs/methods/zero-based-skill.md.
 */
public final class ZeroBasedSkill implements ConsolidationMethod {
  private static final int MAX_ITERATIONS = 100;
  private static final int HALVED_EVERY = 20;
  private static final double SETTLED = 1e-9;

  @Override
  public String name() {
    return "zero-based-skill";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    double[] skills = new double[table.annotators().size()];
    Arrays.fill(skills, 1.0 / table.classes());
    Posteriors votes = Posteriors.ofVotes(table, gold, skills);
    if (table.size() == 0) {
      return new Consolidation(votes.labels(), List.of(), new Convergence(0, true));
    }
    double step = 1;
    int iteration = 0;
    boolean settled = false;
    while (!settled && iteration < MAX_ITERATIONS) {
      iteration++;
      if (iteration % HALVED_EVERY == 0) {
        step /= 2;
      }
      double[] agreement = votes.agreement();
      double largest = 0;
      for (int annotator = 0; annotator < skills.length; annotator++) {
        double move = step * (agreement[annotator] - skills[annotator]);
        skills[annotator] += move;
        largest = Math.max(largest, Math.abs(move));
      }
      votes.vote(skills);
      settled = largest < SETTLED;
    }
    return new Consolidation(
        votes.labels(),
        AnnotatorEstimates.of(table, skills, votes.confusionCounts()),
        new Convergence(iteration, settled));
  }
}
