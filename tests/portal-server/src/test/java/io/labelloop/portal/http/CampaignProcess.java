package io.labelloop.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code labelloop run} of a portal campaign, as a process of its own with all that it says. */
final class CampaignProcess implements AutoCloseable {
  private final Process process;
  private final Map<String, String> named = new ConcurrentHashMap<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<String> all = new CopyOnWriteArrayList<>();
  private final Thread reader;

  CampaignProcess(Path campaign, Path workspace) throws IOException {
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlabelloop.home=" + System.getProperty("labelloop.root"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.labelloop.local.cli.Labelloop",
                "run",
                campaign.toString(),
                "--workspace",
                workspace.toString(),
                "--port",
                "0")
            .redirectErrorStream(true)
            .start();
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .forEach(
              line -> {
                all.add(line);
                String[] parts = line.split(": ", 2);
                if (parts.length == 2) {
                  named.put(parts[0], parts[1]);
                }
                if (parts[0].equals("invite")) {
                  open.countDown();
                }
              });
    } catch (IOException | UncheckedIOException e) {
      // the process has ended
    }
  }

  PortalClient join(String name) throws IOException, InterruptedException {
    assertThat(open.await(120, TimeUnit.SECONDS)).as("%s", all).isTrue();
    String[] link = named.getOrDefault("invite", "").split("/join#");
    return PortalClient.join(link[0], link[1], name);
  }

  int end() throws InterruptedException {
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("%s", all).isTrue();
    reader.join(10_000);
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Every line so far. */
  List<String> said() {
    return all;
  }

  boolean isAlive() {
    return process.isAlive();
  }
}
