package io.labelloop.local.cli;

import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.PortalProcess;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the portal listens. */
final class PortalOptions {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "the portal's port; 0 takes one that is free (default: ${DEFAULT-VALUE})",
      defaultValue = "8080")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "H",
      description =
          "the address that the portal listens on (default: this machine only, ${DEFAULT-VALUE})",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  /** Starts the portal of a workspace and says where it is. */
  PortalProcess start(Path workspace, PrintWriter words) {
    if (port < 0 || port > 65_535) {
      throw new WrongInputException("--port must be 0 to 65535, but was " + port);
    }
    if (!LOOPBACK.contains(host)) {
      words.println(
          "warning: --host "
              + host
              + " lets every machine that reaches this one see the sign-in page, and answers travel without"
              + " encryption; put a proxy with TLS before it, or use an SSH tunnel to 127.0.0.1 instead");
    }
    return PortalProcess.start(
        workspace,
        host,
        port,
        line -> {
          words.println(line);
          words.flush();
        });
  }

  /**
   * The workspace in a directory.
   *
   * @throws WrongInputException if it is none
   */
  static LocalWorkspace open(Path directory) {
    return LocalWorkspace.open(directory)
        .orElseThrow(
            () ->
                new WrongInputException(
                    "'"
                        + directory
                        + "' is no workspace of a campaign; give the directory that './labelloop run' named"));
  }
}
