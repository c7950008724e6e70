package io.labelloop.tests.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The command line as an operator of the stack has it: a process of its own that finds AWS by its
 * environment. What it calls is recorded on the way.
 */
final class OperatorCommand implements AutoCloseable {
  private final FaultyEndpoint endpoint;
  private final List<String> place;
  private final Queue<AwsCall> calls = new ConcurrentLinkedQueue<>();

  OperatorCommand(URI aws, String stack, String campaign) {
    this.endpoint = new FaultyEndpoint(aws, calls::add);
    this.place = List.of("--campaign", campaign, "--aws", "--stack", stack);
  }

  /** What a command came to. */
  record Result(int exit, String output, String errors) {}

  Result run(String... command) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    line.add("-Dlabelloop.home=" + LocalStackServer.root().toAbsolutePath().normalize());
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("io.labelloop.local.cli.Labelloop");
    line.addAll(List.of(command));
    line.addAll(place);
    try {
      Path errors = Files.createTempFile("operator", ".err");
      var builder = new ProcessBuilder(line).redirectError(errors.toFile());
      builder
          .environment()
          .putAll(
              Map.of(
                  "AWS_ENDPOINT_URL",
                  endpoint.url(),
                  "AWS_REGION",
                  LocalStackServer.REGION.id(),
                  "AWS_ACCESS_KEY_ID",
                  "test",
                  "AWS_SECRET_ACCESS_KEY",
                  "test"));
      Process process = builder.start();
      try (InputStream output = process.getInputStream()) {
        String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        var result = new Result(process.waitFor(), said, Files.readString(errors));
        Files.delete(errors);
        return result;
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What was called since this was asked last. */
  List<AwsCall> calls() {
    var since = new ArrayList<AwsCall>();
    for (AwsCall call = calls.poll(); call != null; call = calls.poll()) {
      since.add(call);
    }
    return since;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
