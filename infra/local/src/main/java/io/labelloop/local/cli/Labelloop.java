package io.labelloop.local.cli;

import io.labelloop.local.UnsupportedWorkforceException;
import io.labelloop.simulation.UnknownTruthException;
import io.labelloop.workflow.step.InvalidCampaignException;
import io.labelloop.workflow.step.PoolProblemException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "labelloop",
    description =
        "Runs active-learning labeling campaigns whose results can be defended, on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionFromManifest.class,
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      PlanCommand.class,
      RunCommand.class,
      StatusCommand.class,
      DashboardCommand.class,
      ReportCommand.class,
      ExplainCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      StopCommand.class,
      SetBudgetCommand.class,
      SetDeadlineCommand.class,
      ReviewCommand.class,
      ReinstateCommand.class,
      VerifyCommand.class,
      ForgetCommand.class,
      LabelCommand.class,
      CompareCommand.class,
      ConsolidateCommand.class,
      ScoreCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, with any honest outcome",
      "1:failed",
      "2:the input is wrong",
      "3:the campaign is paused",
      "130:interrupted"
    })
public final class Labelloop {
  private Labelloop() {}

  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int exit =
        execute(
            new PrintWriter(out, true, StandardCharsets.UTF_8),
            new PrintWriter(err, true, StandardCharsets.UTF_8),
            arguments);
    out.flush();
    err.flush();
    System.exit(exit);
  }

  /** Runs one command and returns its exit code. */
  public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(new Labelloop())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(Labelloop::explain);
    if (arguments.length == 0) {
      line.usage(err);
      return ExitCode.WRONG_INPUT;
    }
    return line.execute(arguments);
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    switch (failure) {
      case WrongInputException wrong -> {
        return wrongInput(err, wrong);
      }
      case InvalidCampaignException invalid -> {
        return wrongInput(err, invalid);
      }
      case PoolProblemException pool -> {
        return wrongInput(err, pool);
      }
      case UnknownTruthException truth -> {
        return wrongInput(err, truth);
      }
      case UnsupportedWorkforceException workforce -> {
        return wrongInput(err, workforce);
      }
      default -> {
        err.println("failed: " + failure.getMessage());
        if (System.getenv("LABELLOOP_DEBUG") != null) {
          failure.printStackTrace(err);
        } else {
          err.println("(LABELLOOP_DEBUG=1 shows where)");
        }
        return ExitCode.FAILED;
      }
    }
  }

  private static int wrongInput(PrintWriter err, Exception wrong) {
    err.println(wrong.getMessage());
    return ExitCode.WRONG_INPUT;
  }
}
