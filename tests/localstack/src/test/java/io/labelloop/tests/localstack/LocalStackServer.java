package io.labelloop.tests.localstack;

import io.labelloop.aws.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * LocalStack as a process of this machine, on a free port of the loopback interface; one for all
 * tests of this module, stopped when they end. Its logs, and those of the functions, stay in {@code
 * target/localstack/logs}.
 */
final class LocalStackServer {
  static final Region REGION = Region.US_EAST_1;
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root", "../.."));
  private static final Path MODULE = ROOT.resolve("tests/localstack").toAbsolutePath().normalize();
  private static final Path FILES = MODULE.resolve("src/test/localstack");
  private static final Duration START = Duration.ofSeconds(90);

  private static @Nullable LocalStackServer running;

  private final URI endpoint;
  private final Path work;
  private final Process process;

  private LocalStackServer(URI endpoint, Path work, Process process) {
    this.endpoint = endpoint;
    this.work = work;
    this.process = process;
  }

  /** The server of this module's tests, started when it is first asked for. */
  static synchronized LocalStackServer shared() {
    if (running == null) {
      running = start();
    }
    return running;
  }

  URI endpoint() {
    return endpoint;
  }

  AwsClients clients() {
    return AwsClients.of(
        endpoint,
        REGION,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  /** The repository's root. */
  static Path root() {
    return ROOT;
  }

  /** Lays down a fault (see {@code process_executor.py}). */
  void fault(String name, String content) {
    try {
      Files.writeString(work.resolve("faults").resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a fault that happens once has happened. */
  boolean hasHappened(String name) {
    return Files.exists(work.resolve("faults").resolve(name + ".done"));
  }

  /** The lines that the functions of a stack have logged, each environment in a file of its own. */
  List<String> logged(String stack) {
    try (Stream<Path> files = Files.list(work.resolve("logs"))) {
      var lines = new ArrayList<String>();
      for (Path file :
          files.filter(log -> log.getFileName().toString().startsWith(stack + "-")).toList()) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all faults away. */
  void heal() {
    try (Stream<Path> faults = Files.list(work.resolve("faults"))) {
      for (Path fault : faults.toList()) {
        Files.deleteIfExists(fault);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalStackServer start() {
    var python = PythonEnvironment.of("localstack-4.13.1", FILES.resolve("requirements.txt"));
    try {
      Path work = MODULE.resolve("target/localstack");
      clear(work);
      for (String folder :
          List.of("home", "tmp", "logs", "faults", "root/var/lib/localstack/lib/java")) {
        Files.createDirectories(work.resolve(folder));
      }
      Path lib = work.resolve("root/var/lib/localstack/lib");
      Path java = Path.of(System.getProperty("java.home"));
      Files.createSymbolicLink(lib.resolve("java/21"), java);
      copyJars(MODULE.resolve("target/jsonata"), lib.resolve("jsonata/0.9.7"));
      int port;
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      var builder =
          new ProcessBuilder(
                  python.program("python").toString(), FILES.resolve("start.py").toString())
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("logs/localstack.log").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder
          .environment()
          .putAll(
              Map.ofEntries(
                  Map.entry("GATEWAY_LISTEN", "127.0.0.1:" + port),
                  Map.entry("OVERRIDE_IN_DOCKER", "0"),
                  Map.entry("FILESYSTEM_ROOT", work.resolve("root").toString()),
                  Map.entry("DISABLE_EVENTS", "1"),
                  Map.entry("SKIP_SSL_CERT_DOWNLOAD", "1"),
                  Map.entry("DNS_ADDRESS", "0"),
                  Map.entry("EAGER_SERVICE_LOADING", "0"),
                  Map.entry("LAMBDA_RUNTIME_EXECUTOR", "process"),
                  // on a busy machine a JVM takes longer than the default of 20 s
                  Map.entry("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "120"),
                  Map.entry("HOME", work.resolve("home").toString()),
                  Map.entry("TMPDIR", work.resolve("tmp").toString()),
                  Map.entry("PYTHONPATH", FILES.toString()),
                  Map.entry("PYTHONDONTWRITEBYTECODE", "1"),
                  Map.entry("LABELLOOP_JAVA", java.resolve("bin/java").toString()),
                  Map.entry("LABELLOOP_RIC", MODULE.resolve("target/ric").toString()),
                  Map.entry("LABELLOOP_JNI", nativeLibrary(work).toString()),
                  Map.entry("LABELLOOP_LOGS", work.resolve("logs").toString()),
                  Map.entry("LABELLOOP_FAULTS", work.resolve("faults").toString())));
      var server =
          new LocalStackServer(URI.create("http://127.0.0.1:" + port), work, builder.start());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      server.awaitHealth();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitHealth() {
    var request = HttpRequest.newBuilder(endpoint.resolve("/_localstack/health")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Wait.until(
          "LocalStack to start, see " + work.resolve("logs/localstack.log"),
          START,
          () -> {
            if (!process.isAlive()) {
              throw new IllegalStateException(
                  "LocalStack ended at once:\n"
                      + Files.readString(work.resolve("logs/localstack.log")));
            }
            try {
              return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException notYet) {
              return false;
            }
          });
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  /** Unpacks into a folder what the runtime interface client would unpack to one place for all. */
  static Path nativeLibrary(Path work) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Path library = work.resolve("libaws-lambda-jni.so");
    try (Stream<Path> jars = Files.list(MODULE.resolve("target/ric"))) {
      Path client =
          jars.filter(jar -> jar.getFileName().toString().contains("runtime-interface-client"))
              .findFirst()
              .orElseThrow();
      try (var jar = FileSystems.newFileSystem(client)) {
        Files.copy(
            jar.getPath("jni/libaws-lambda-jni.linux-" + machine + ".so"),
            library,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return library;
  }

  private static void copyJars(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> jars = Files.list(from)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
