package io.labelloop.workflow.step;

import io.labelloop.estimation.EntityBootstrap;
import io.labelloop.sequence.EntityScores;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.workflow.document.EntityEvaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Compares a model with the certification stream's sentences. A sentence is right if all its tags
 * are: that is what is certified, since sentences were drawn uniformly and independently, and the
 * tokens of one sentence were not.
 *
 * @param sentences compared
 * @param right those whose predicted tags are all as consolidated
 */
record SentenceEvaluation(int sentences, int right) {
  private static final double CONFIDENCE = 0.95;

  /** Compares, and stores what was found of entities beside. */
  static SentenceEvaluation of(Campaign campaign, int round, Optional<SequenceModel> model) {
    List<TaggedSentence> sentences =
        model.isEmpty() ? List.of() : Sentences.certification(campaign, round);
    var found = new ArrayList<EntityScores>();
    int types = campaign.labels().size();
    var perType = new ArrayList<>(Collections.nCopies(types, EntityScores.NONE));
    int right = 0;
    long tokens = 0;
    long tokensRight = 0;
    for (TaggedSentence sentence : sentences) {
      TagSequence truth = sentence.tags();
      TagSequence predicted = model.orElseThrow().distribution(sentence.tokens()).best().tags();
      right += predicted.equals(truth) ? 1 : 0;
      tokens += truth.size();
      for (int t = 0; t < truth.size(); t++) {
        tokensRight += truth.tag(t) == predicted.tag(t) ? 1 : 0;
      }
      found.add(EntityScores.of(truth, predicted));
      for (int type = 0; type < types; type++) {
        perType.set(type, perType.get(type).plus(EntityScores.of(truth, predicted, type)));
      }
    }
    if (!found.isEmpty()) {
      EntityBootstrap estimate =
          EntityBootstrap.of(found, CONFIDENCE, campaign.spec().seed() + round);
      campaign
          .documents()
          .decide(
              campaign.keys().entities(round),
              new EntityEvaluation(
                  EntityEvaluation.VERSION,
                  round,
                  sentences.size(),
                  tokens,
                  tokensRight,
                  estimate.f1(),
                  estimate.lower(),
                  estimate.upper(),
                  estimate.confidence(),
                  perType.stream()
                      .map(
                          type ->
                              new EntityEvaluation.Type(
                                  type.right(), type.predicted(), type.actual()))
                      .toList()),
              EntityEvaluation.class);
    }
    return new SentenceEvaluation(sentences.size(), right);
  }
}
