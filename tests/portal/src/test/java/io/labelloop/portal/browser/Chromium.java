package io.labelloop.portal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium that is installed on this machine, started once for all tests.
 *
 * <p>Playwright's own browser is never downloaded. The browser is the one that {@code
 * LABELLOOP_CHROMIUM} names, or one of the usual places.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage");

  private final Playwright playwright;
  private final Path executable;
  private final Browser browser;

  private Chromium(Path executable) {
    this.executable = executable;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
  }

  /** The browser's program, or nothing where none is installed. */
  static Optional<Path> installed() {
    return Stream.of(
            Optional.ofNullable(System.getenv("LABELLOOP_CHROMIUM")).orElse(""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium")
        .filter(place -> !place.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start() {
    return new Chromium(
        installed()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no Chromium found; install one (apt-get install chromium) or name it in"
                            + " LABELLOOP_CHROMIUM")));
  }

  /** A person's browser without history: own cookies, own storage. */
  BrowserContext person(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  /** A browser whose profile outlives it, for tests that close it at a bad moment. */
  BrowserContext profile(Path directory) {
    return playwright
        .chromium()
        .launchPersistentContext(
            directory,
            new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(executable)
                .setArgs(FLAGS));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
