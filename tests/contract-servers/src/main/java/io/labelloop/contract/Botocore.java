package io.labelloop.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/**
 * The service models of botocore, a pinned version from the Python package index. The wheel is
 * fetched by {@code pip} once, into {@code ~/.cache/labelloop/}; nothing of it is part of this
 * project.
 */
public final class Botocore {
  /** The version whose models are meant. */
  public static final String VERSION = "1.42.34";

  private static final int MINUTES = 5;

  private Botocore() {}

  /**
   * The model of a service, or a word on what is missing.
   *
   * @param service as botocore calls it, such as {@code sagemaker}
   * @param version of the service's interface, such as {@code 2017-07-24}
   */
  public static ServiceModel model(String service, String version) {
    String entry = "botocore/data/" + service + "/" + version + "/service-2.json.gz";
    try (var wheel = new ZipFile(wheel().toFile());
        InputStream packed = wheel.getInputStream(wheel.getEntry(entry));
        var json = new GZIPInputStream(packed)) {
      return ServiceModel.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why there are no models here; empty if there are. */
  public static Optional<String> missing() {
    try {
      wheel();
      return Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static synchronized Path wheel() throws IOException {
    Path folder =
        Path.of(System.getProperty("user.home"), ".cache", "labelloop", "botocore-" + VERSION);
    Optional<Path> cached = wheelIn(folder);
    if (cached.isPresent()) {
      return cached.get();
    }
    Files.createDirectories(folder);
    // into a folder of its own first, so that a run that is cut off leaves nothing half
    Path fresh = Files.createTempDirectory(folder, "download-");
    Path log = fresh.resolve("pip.log");
    var command =
        List.of(
            "python3",
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            fresh.toString(),
            "botocore==" + VERSION);
    run(command, log);
    Path loaded =
        wheelIn(fresh)
            .orElseThrow(() -> new IOException("pip brought no wheel of botocore " + VERSION));
    return Files.move(
        loaded, folder.resolve(loaded.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void run(List<String> command, Path log) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException(
          "python3 is missing, which fetches the service models of botocore: install python3 and"
              + " python3-pip",
          e);
    }
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException(
            "'" + String.join(" ", command) + "' took more than " + MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          "'"
              + String.join(" ", command)
              + "' failed; install python3-pip, or look at what it said: "
              + Files.readString(log, StandardCharsets.UTF_8));
    }
  }

  private static Optional<Path> wheelIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".whl")).findFirst();
    }
  }
}
