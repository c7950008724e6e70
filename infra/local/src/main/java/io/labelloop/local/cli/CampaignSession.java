package io.labelloop.local.cli;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.PortalProcess;
import io.labelloop.local.WorkspaceMismatchException;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.audit.Audit;
import io.labelloop.workflow.audit.AuditFinding;
import io.labelloop.workflow.document.Forgotten;
import io.labelloop.workflow.lineage.ItemStory;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.operation.ReinstateAnnotator;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.report.CampaignSummary.SuspendedAnnotator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A command's work on one workspace. */
final class CampaignSession {
  private final OutputOptions output;
  private final Path directory;

  CampaignSession(OutputOptions output, Path directory) {
    this.output = output;
    this.directory = directory.toAbsolutePath().normalize();
  }

  /** Runs the campaign to its end, from wherever it stands; with its portal, if it has one. */
  int run(CampaignFile file, PortalOptions portal) {
    long start = System.nanoTime();
    LocalWorkspace workspace;
    try {
      workspace =
          LocalWorkspace.prepare(directory, file.id(), file.path(), file.bytes(), file.spec());
    } catch (WorkspaceMismatchException mismatch) {
      throw new WrongInputException(String.valueOf(mismatch.getMessage()));
    }
    try (workspace) {
      output.words().println("campaign " + file.id().value() + " in " + directory);
      take(workspace, file);
      var progress = new ProgressLines(output.words(), file.spec());
      LocalEngine engine = LocalEngine.of(workspace, file.spec(), progress);
      LocalEngine.Ended ended = run(engine, file, portal);
      double seconds = (System.nanoTime() - start) / 1e9;
      return switch (ended) {
        case LocalEngine.Ended.Finished finished -> {
          tell(withPaths(workspace, finished.summary(), seconds));
          yield ExitCode.DONE;
        }
        case LocalEngine.Ended.Paused paused -> {
          tell(withPaths(workspace, paused.summary(), seconds));
          output
              .words()
              .println(
                  "  paused: 'labelloop resume "
                      + directory
                      + "' lets it go on, and then the same 'labelloop run' does");
          yield ExitCode.PAUSED;
        }
        case LocalEngine.Ended.Failed failed -> {
          output.document(withPaths(workspace, failed.summary(), seconds));
          output.errors().println(failed.problem().cause());
          yield failed.inputIsWrong() ? ExitCode.WRONG_INPUT : ExitCode.FAILED;
        }
      };
    }
  }

  /** Another budget or other stop rules of a campaign that was interrupted. */
  private void take(LocalWorkspace workspace, CampaignFile file) {
    String by = System.getProperty("user.name", "unknown");
    switch (LocalEngine.takeFile(workspace, file.bytes(), by)) {
      case ChangeCampaign.Answer.Same same -> {
        // nothing to say
      }
      case ChangeCampaign.Answer.Accepted accepted ->
          accepted.says().forEach(says -> output.words().println("changed: " + says));
      case ChangeCampaign.Answer.Refused refused ->
          throw new WrongInputException(
              "the campaign file has changed since the campaign in '"
                  + directory
                  + "' began; answers to other questions cannot be mixed. Restore the file, or run it"
                  + " in a new workspace (--workspace DIR):\n"
                  + refused.reasons().stream()
                      .map(Finding::toString)
                      .collect(Collectors.joining("\n")));
    }
  }

  private LocalEngine.Ended run(LocalEngine engine, CampaignFile file, PortalOptions portal) {
    if (file.spec().workforce().type() != WorkforceType.PORTAL) {
      return engine.run();
    }
    PortalProcess people = portal.start(directory, output.words());
    try (people) {
      LocalEngine.Ended ended = engine.run();
      people.letPagesHear();
      return ended;
    }
  }

  /** Writes the report again. */
  int report() {
    try (LocalWorkspace workspace = open()) {
      tell(withPaths(workspace, LocalEngine.writeReport(workspace), 0));
      return ExitCode.DONE;
    }
  }

  /** Tells where an item's label comes from. */
  int explain(String item) {
    try (LocalWorkspace workspace = open()) {
      ItemStory story =
          itemId(item)
              .flatMap(id -> LocalEngine.explain(workspace, id))
              .orElseThrow(
                  () ->
                      new WrongInputException(
                          "ITEM: the campaign "
                              + workspace.campaign()
                              + " has no item '"
                              + item
                              + "' in its pool, or has rejected its line"));
      new StoryWords(output.words()).print(story);
      output.document(story);
      return ExitCode.DONE;
    }
  }

  private static Optional<ItemId> itemId(String item) {
    try {
      return Optional.of(new ItemId(item));
    } catch (IllegalArgumentException noItem) {
      return Optional.empty();
    }
  }

  /** Lets an annotator work again. */
  int reinstate(AnnotatorId annotator, String by, String cause) {
    try (LocalWorkspace workspace = open()) {
      switch (LocalEngine.reinstate(workspace, annotator, by, cause)) {
        case ReinstateAnnotator.Answer.Reinstated reinstated -> {
          output
              .words()
              .println(
                  workspace.campaign()
                      + ": "
                      + annotator
                      + " works again from the next wave of questions on (by "
                      + by
                      + "); was suspended: "
                      + SummaryWords.evidence(SuspendedAnnotator.of(reinstated.before())));
          output.document(new Reinstatement(workspace.campaign(), annotator, by, true));
        }
        case ReinstateAnnotator.Answer.Unchanged unchanged -> {
          output
              .words()
              .println(
                  workspace.campaign()
                      + ": "
                      + annotator
                      + " works again already, by "
                      + unchanged.earlier().by()
                      + " at "
                      + unchanged.earlier().at());
          output.document(
              new Reinstatement(workspace.campaign(), annotator, unchanged.earlier().by(), false));
        }
        case ReinstateAnnotator.Answer.Refused refused ->
            throw new WrongInputException(refused.reason());
      }
      return ExitCode.DONE;
    }
  }

  /** What {@code reinstate --json} prints; not {@code changed} if somebody did so before. */
  record Reinstatement(String campaign, AnnotatorId annotator, String by, boolean changed) {}

  /** Verifies the campaign's documents from its records. */
  int verify() {
    try (LocalWorkspace workspace = open()) {
      Audit audit = LocalEngine.verify(workspace);
      audit
          .findings()
          .forEach(
              finding -> output.errors().println(finding.document() + ": " + finding.problem()));
      audit
          .forgotten()
          .forEach(
              entry ->
                  output
                      .words()
                      .println(
                          "forgotten: "
                              + entry.item()
                              + " by "
                              + entry.by()
                              + " at "
                              + entry.at()
                              + "; what follows from texts is held by checksums alone"));
      output
          .words()
          .println(
              workspace.campaign()
                  + ": "
                  + (audit.sound() ? "sound" : audit.findings().size() + " findings")
                  + "; "
                  + audit.checked()
                  + " checksums compared, "
                  + audit.recomputed()
                  + " documents made again from the pool and the answers, ledger and streams checked");
      output.document(
          new Verified(
              workspace.campaign(),
              audit.sound(),
              audit.checked(),
              audit.recomputed(),
              audit.forgotten().stream().map(Forgotten.Entry::item).toList(),
              audit.findings()));
      return audit.sound() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** What {@code verify --json} prints. */
  record Verified(
      String campaign,
      boolean sound,
      int checked,
      int recomputed,
      List<ItemId> forgotten,
      List<AuditFinding> findings) {}

  private LocalWorkspace open() {
    return PortalOptions.open(directory);
  }

  static CampaignSummary withPaths(
      LocalWorkspace workspace, CampaignSummary summary, double seconds) {
    return summary.with(
        path(workspace, summary.labels()),
        path(workspace, summary.model()),
        path(workspace, summary.report()),
        Math.round(seconds * 100) / 100.0);
  }

  private static Optional<String> path(LocalWorkspace workspace, Optional<String> key) {
    return key.map(k -> workspace.pathOf(k).toString());
  }

  private void tell(CampaignSummary summary) {
    new SummaryWords(output.words()).print(summary);
    output.document(summary);
  }
}
