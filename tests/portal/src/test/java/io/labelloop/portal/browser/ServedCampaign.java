package io.labelloop.portal.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A campaign that runs in a process of its own, as {@code ./labelloop run} does it, with its real
 * portal.
 */
final class ServedCampaign implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root"));
  private static final long SECONDS_TO_START = 120;
  private static final long SECONDS_TO_END = 20;

  private final Process process;
  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> links = new ConcurrentHashMap<>();
  private final CountDownLatch announced = new CountDownLatch(1);

  private ServedCampaign(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::listen);
  }

  /** Runs the campaign of this file in this workspace, from wherever it stands. */
  static ServedCampaign run(Path campaign, Path workspace) throws IOException {
    return run(campaign, workspace, freePort(), workspace.resolveSibling("clock"));
  }

  /**
   * The same at a port of one's own, and with a clock that can be moved.
   *
   * @param clock a file with the seconds by which the server is ahead, if it exists
   */
  static ServedCampaign run(Path campaign, Path workspace, int port, Path clock)
      throws IOException {
    Path jars = ROOT.resolve("infra/local/target");
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlabelloop.home=" + ROOT,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            jars.resolve("lib") + "/*:" + jars.resolve("labelloop-local.jar"),
            "io.labelloop.local.cli.Labelloop",
            "run",
            campaign.toString(),
            "--workspace",
            workspace.toString(),
            "--port",
            Integer.toString(port));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("LABELLOOP_PORTAL_CLOCK", clock.toString());
    var served = new ServedCampaign(process.start());
    served.waitUntilAnnounced();
    return served;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .forEach(
              line -> {
                said.add(line);
                int colon = line.indexOf(": http");
                if (colon > 0) {
                  links.put(line.substring(0, colon).strip(), line.substring(colon + 2).strip());
                }
                if (links.containsKey("invite")) {
                  announced.countDown();
                }
              });
    } catch (UncheckedIOException | IOException e) {
      // the process has ended
    }
    announced.countDown();
  }

  private void waitUntilAnnounced() {
    try {
      if (!announced.await(SECONDS_TO_START, TimeUnit.SECONDS) || !links.containsKey("invite")) {
        throw new IllegalStateException("the portal did not start; it said " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the portal started", e);
    }
  }

  /** Where the portal is, with a slash at the end. */
  String url() {
    return links.getOrDefault("portal", "");
  }

  /** The link by which its manager comes in, once. */
  String managersLink() {
    return links.getOrDefault("manager", "");
  }

  /** The link by which annotators come in. */
  String invitation() {
    return links.getOrDefault("invite", "");
  }

  List<String> said() {
    return List.copyOf(said);
  }

  /** Waits until the campaign has ended by itself, and returns its exit code. */
  int end() throws InterruptedException {
    return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  boolean running() {
    return process.isAlive();
  }

  /**
   * The example's first digits and a campaign about them; the last part of the file is the test's
   * own.
   */
  static Path digits(Path directory, int items, String rest) throws IOException {
    // the campaign is named after its directory
    Path place = Files.createDirectory(directory.resolve("digits"));
    List<String> rows = Files.readAllLines(ROOT.resolve("examples/digits/digits.csv"));
    Files.write(place.resolve("digits.csv"), rows.subList(0, items + 1));
    Path file = place.resolve("campaign.json");
    return Files.writeString(
        file,
        """
        {
          "task": {
            "type": "classification",
            "labels": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            "question": "Which digit is this?"
          },
          "pool": {
            "location": "digits.csv", "id": "id", "features": ["p*"],
            "image": {"grey": [8, 8], "max": 16, "features": "p*"}
          },
          "seed": 7,
        """
            + rest
            + "}");
  }

  /** Gold items of the example's digits that no campaign of a test has in its pool. */
  static String goldDigits(int from, int items) throws IOException {
    List<String> rows = Files.readAllLines(ROOT.resolve("examples/digits/digits.csv"));
    return rows.subList(from, from + items).stream()
        .map(row -> List.of(row.split(",")))
        .map(
            row ->
                "{\"id\": \"gold-%s\", \"features\": [%s], \"label\": \"%s\"}"
                    .formatted(
                        row.getFirst(),
                        String.join(", ", row.subList(1, row.size() - 1)),
                        row.getLast()))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    // the portal is a process of its own, and ends a moment later than the run
    List<ProcessHandle> portals = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      portals.forEach(portal -> portal.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
