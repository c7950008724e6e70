package io.labelloop.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The portal of a workspace as a process of its own, which ends with this one.
 *
 * <p>What it says on standard output is handed on line by line: its address and its links.
 */
public final class PortalProcess implements AutoCloseable {
  private static final long SECONDS_TO_END = 5;
  private static final long SECONDS_TO_HEAR = 8;

  private final Process process;

  private PortalProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the portal.
   *
   * @param host the address to listen on
   * @param port 0 for any that is free
   * @param lines gets what the portal says
   */
  public static PortalProcess start(Path workspace, String host, int port, Consumer<String> lines) {
    Path application = application();
    if (!Files.exists(application)) {
      throw new IllegalStateException(
          "the portal is not built: there is no "
              + application
              + "; run ./labelloop, which builds it");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-XX:+UseSerialGC",
                      "--enable-native-access=ALL-UNNAMED",
                      "-Dlabelloop.workspace=" + workspace.toAbsolutePath(),
                      "-Dlabelloop.portal.parent=" + ProcessHandle.current().pid(),
                      "-Dquarkus.http.host=" + host,
                      "-Dquarkus.http.port=" + port,
                      "-jar",
                      application.toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Thread.ofPlatform().daemon().name("portal").start(() -> handOn(process, lines));
      return new PortalProcess(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void handOn(Process process, Consumer<String> lines) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      // the process has ended
    }
  }

  private static Path application() {
    String home =
        Optional.ofNullable(System.getProperty("labelloop.home"))
            .or(() -> Optional.ofNullable(System.getProperty("labelloop.root")))
            .orElse("");
    return Path.of(home).resolve("infra/portal/target/quarkus-app/quarkus-run.jar");
  }

  /** Waits until the portal ends, and returns its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /** Waits until open pages, which ask every few seconds, have heard how the campaign ended. */
  public void letPagesHear() {
    try {
      boolean unused = process.waitFor(SECONDS_TO_HEAR, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
