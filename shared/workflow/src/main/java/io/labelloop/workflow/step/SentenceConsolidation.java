package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.Answer;
import io.labelloop.consolidation.ConsolidationMethod;
import io.labelloop.consolidation.ConsolidationMethods;
import io.labelloop.consolidation.MethodChoice;
import io.labelloop.consolidation.TokenConsolidation;
import io.labelloop.workflow.document.ConsolidatedLabels;
import java.util.List;

/** Consolidates the tags of a sequence campaign, in the form in which they are stored. */
final class SentenceConsolidation {
  private SentenceConsolidation() {}

  /** The labels and annotators; nobody is doubtful yet. */
  static ConsolidatedLabels of(Campaign campaign, List<Annotation> annotations) {
    String name = campaign.spec().consolidation().method();
    // the rule for a choice counts answers per class; tokens come in sentences, far more than are
    // asked
    boolean auto = name.equals(MethodChoice.AUTO);
    ConsolidationMethod method =
        auto ? ConsolidationMethods.standard() : ConsolidationMethods.named(name);
    TokenConsolidation.Result result =
        new TokenConsolidation(campaign.tags(), method).consolidate(annotations);
    return new ConsolidatedLabels(
        ConsolidatedLabels.VERSION,
        method.name(),
        method.version(),
        auto ? "the standard method of sequence tasks" : "named",
        List.of(),
        result.convergence().iterations(),
        result.convergence().converged(),
        List.of(),
        result.labels().stream()
            .map(
                label ->
                    new ConsolidatedLabels.Label(
                        label.item(),
                        new Answer.TagAnswer(label.tags()),
                        label.confidence(),
                        label.annotations()))
            .toList(),
        result.annotators().stream()
            .map(
                skill ->
                    new ConsolidatedLabels.Annotator(
                        skill.annotator().value(),
                        skill.annotations(),
                        skill.entities().f1(),
                        List.of()))
            .toList(),
        List.of());
  }
}
