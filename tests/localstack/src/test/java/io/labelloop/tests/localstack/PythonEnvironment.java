package io.labelloop.tests.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A virtual environment with pinned packages, made once in a cache folder outside the tree ({@code
 * LABELLOOP_CACHE}, default {@code ~/.cache/labelloop}).
 *
 * <p>Where there is no Python, tests that need it are skipped by name; with {@code CI=true} they
 * fail.
 */
final class PythonEnvironment {
  private static final long MINUTES = 8;

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /**
   * The environment of a requirements file.
   *
   * @param name of the folder in the cache
   */
  static PythonEnvironment of(String name, Path requirements) {
    try {
      String wanted = Files.readString(requirements);
      Path cache = cache();
      Path folder = cache.resolve(name);
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        Path marker = folder.resolve("installed.txt");
        if (lock.isValid() && (!Files.exists(marker) || !Files.readString(marker).equals(wanted))) {
          requirePython();
          run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
          run(
              List.of(
                  folder.resolve("bin/pip").toString(),
                  "install",
                  "--quiet",
                  "--disable-pip-version-check",
                  "-r",
                  requirements.toString()));
          Files.writeString(marker, wanted);
        }
      }
      return new PythonEnvironment(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder outside the tree in which tools are kept between runs. */
  static Path cache() {
    return Optional.ofNullable(System.getenv("LABELLOOP_CACHE"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "labelloop"));
  }

  /** A program of the environment. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  private static void requirePython() {
    String missing =
        "python3 with venv is missing: apt-get install python3-venv, or whatever installs it here";
    boolean there;
    try {
      there =
          new ProcessBuilder("python3", "-c", "import venv, ensurepip")
                  .redirectErrorStream(true)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      there = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    requireOrSkip(there, missing);
  }

  /** Goes on if something is there; else fails in CI, and elsewhere skips the test by name. */
  static void requireOrSkip(boolean there, String missing) {
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(missing);
    }
    Assumptions.assumeTrue(there, missing);
  }

  /** Runs a program to its end and returns what it printed; its failure is one of the test. */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + "\n" + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return output;
  }
}
