package io.labelloop.tests.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A packaged function as a process of this machine, under AWS's runtime interface client, which
 * talks to the runtime API that this class serves. Like an execution environment of Lambda, it
 * takes one event after the other.
 */
final class FunctionProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String NEXT = "/2018-06-01/runtime/invocation/next";
  private static final long LONGEST_ANSWER = 6_291_556;

  private final HttpServer api;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<byte[]> events = new ArrayBlockingQueue<>(1);
  private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
  private final Process process;
  private final Path log;
  private final Duration start;

  /**
   * What the function made of an event.
   *
   * @param failed whether it threw
   */
  private record Answer(String body, boolean failed) {}

  /**
   * Starts a function.
   *
   * @param zip the artifact
   * @param folder is given the unpacked artifact and the log
   * @param memory in MiB; the heap has four fifths of it, as on Lambda
   * @param environment all of it; what Lambda itself sets is added
   */
  FunctionProcess(
      Path zip, Path folder, String handler, int memory, Map<String, String> environment)
      throws IOException {
    Path code = unpack(zip, folder.resolve("code"));
    this.log = folder.resolve("function.log");
    this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::serve);
    api.setExecutor(threads);
    api.start();
    Path ric = LocalStackServer.root().resolve("tests/localstack/target/ric").toAbsolutePath();
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx" + memory * 8 / 10 + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                    + LocalStackServer.nativeLibrary(folder),
                "-cp",
                ric + "/*:" + code + ":" + code + "/lib/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                handler)
            .directory(code.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getAddress().getPort());
    builder.environment().put("LAMBDA_TASK_ROOT", code.toString());
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(memory));
    builder.environment().put("TZ", "UTC");
    long began = System.nanoTime();
    this.process = builder.start();
    // the first question for an event says that the function has started
    events.add(new byte[0]);
    Wait.until(
        "the function to start, see " + log,
        LIMIT,
        () -> events.isEmpty() || answers.peek() != null || !process.isAlive());
    this.start = Duration.ofNanos(System.nanoTime() - began);
  }

  private static Path unpack(Path zip, Path folder) throws IOException {
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException(entry.getName() + " lies outside");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    }
    return folder;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(NEXT)) {
        byte[] event = nextEvent();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "" + UUID.randomUUID());
        exchange
            .getResponseHeaders()
            .set(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(System.currentTimeMillis() + LIMIT.toMillis()));
        exchange
            .getResponseHeaders()
            .set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:123456789012:function:portal:live");
        // the client's native part does not look whether it is there
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Trace-Id", "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
      } else {
        String sent = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        answers.add(new Answer(sent, path.endsWith("/error")));
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private byte[] nextEvent() throws IOException {
    try {
      byte[] event = events.take();
      // the empty one only shows that somebody asks
      return event.length == 0 ? events.take() : event;
    } catch (InterruptedException closing) {
      throw new IOException(closing);
    }
  }

  /** How long the function took until it asked for its first event. */
  Duration start() {
    return start;
  }

  /** Whether the function has started and not ended. */
  boolean isRunning() {
    return process.isAlive() && answers.peek() == null;
  }

  /** Lets the function answer an event. */
  synchronized String invoke(String event) {
    try {
      boolean asked =
          isRunning()
              && events.offer(
                  event.getBytes(StandardCharsets.UTF_8), LIMIT.toSeconds(), TimeUnit.SECONDS);
      Answer answer = asked ? awaitAnswer() : null;
      if (answer == null || answer.failed() || answer.body().length() > LONGEST_ANSWER) {
        throw new AssertionError(
            "the function failed: "
                + (answer == null ? "no answer" : answer.body())
                + "\n"
                + log());
      }
      return answer.body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Answer awaitAnswer() throws InterruptedException {
    Answer answer = null;
    for (int i = 0; answer == null && process.isAlive() && i < LIMIT.toSeconds(); i++) {
      answer = answers.poll(1, TimeUnit.SECONDS);
    }
    return answer;
  }

  /** Everything that it has logged. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The lines of the log that have a text in them. */
  List<String> logged(String text) {
    return log().lines().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.stop(0);
    threads.shutdownNow();
  }
}
