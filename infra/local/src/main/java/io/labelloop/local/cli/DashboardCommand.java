package io.labelloop.local.cli;

import io.labelloop.local.dashboard.DashboardServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows campaigns in a browser, as the dashboard on AWS does. */
@Command(
    name = "dashboard",
    description =
        "Shows campaigns in a browser on this machine while they run, with buttons for their orders: the page of"
            + " the dashboard on AWS.",
    mixinStandardHelpOptions = true)
final class DashboardCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "workspaces of campaigns, or folders that hold such")
  private List<Path> directories = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where to listen, on the loopback address only (default: any free port)")
  private int port;

  @Option(
      names = "--once",
      paramLabel = "FILE",
      description = "write the page of all campaigns as it is now to a file, and end")
  private @Nullable Path once;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who gives the orders, for the record; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new WrongInputException("--port: must be 0 to 65535, but was " + port);
    }
    if (DashboardServer.campaigns(directories) == 0) {
      throw new WrongInputException(
          "DIR: there is no workspace of a campaign in "
              + directories
              + "; name one that run has made, such as labelloop-runs/demo");
    }
    if (once != null || output.json()) {
      write();
      return ExitCode.DONE;
    }
    try (var server = new DashboardServer(directories, port, by, InstantSource.system())) {
      output.words().println("the dashboard is at " + server.address() + " (end it with Ctrl-C)");
      output.words().flush();
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE;
  }

  private void write() {
    if (once != null) {
      try {
        Files.write(once, DashboardServer.once(directories, InstantSource.system()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + once, e);
      }
      output.words().println("wrote " + once);
    }
    output.document(DashboardServer.figures(directories, InstantSource.system()));
  }
}
