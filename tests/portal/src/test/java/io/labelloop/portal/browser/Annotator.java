package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A person with a browser at the labeling page. */
final class Annotator implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 20_000;

  private final BrowserContext context;
  private final boolean owned;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private boolean agrees;

  private Annotator(BrowserContext context, boolean owned) {
    this.context = context;
    this.owned = owned;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(complaints::add);
    page.onDialog(this::answer);
    page.onConsoleMessage(this::listen);
  }

  private void answer(Dialog dialog) {
    if (agrees) {
      agrees = false;
      dialog.accept();
    } else {
      complaints.add("a dialog: " + dialog.message());
      dialog.dismiss();
    }
  }

  /** The next question of the page is answered with yes. */
  void agreesOnce() {
    agrees = true;
  }

  private void listen(ConsoleMessage message) {
    if (message.text().contains("Content Security Policy")) {
      complaints.add(message.text());
    }
  }

  static Annotator at(Chromium chromium, String url) {
    return at(chromium, url, new Browser.NewContextOptions());
  }

  static Annotator at(Chromium chromium, String url, Browser.NewContextOptions options) {
    Annotator annotator = new Annotator(chromium.person(options), true);
    annotator.page.navigate(url);
    return annotator;
  }

  /** A person who comes in by an invitation and sees their first item. */
  static Annotator joined(
      Chromium chromium, String invitation, String name, Browser.NewContextOptions how) {
    Annotator annotator = at(chromium, invitation, how);
    annotator.page.locator("#name").fill(name);
    annotator.press("Enter");
    annotator.page.waitForURL("**/c/*");
    annotator.seesAnItem();
    return annotator;
  }

  /** The same person in one more tab, or in a browser that a test has opened itself. */
  static Annotator in(BrowserContext context, String url) {
    Annotator annotator = new Annotator(context, false);
    annotator.page.navigate(url);
    return annotator;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  Locator item() {
    return page.locator("#item");
  }

  Locator answers() {
    return page.locator(".answer");
  }

  Locator saved() {
    return page.locator("#saved");
  }

  Locator banner(String name) {
    return page.locator("[data-banner=" + name + "]");
  }

  /** Errors of the page, dialogs that nobody asked for, and what the browser's policy refused. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Waits until an item is shown that has been there long enough to be answered. */
  void seesAnItem() {
    page.waitForFunction(
        """
        () => document.querySelector('#item > :not(.panel):not(noscript)')
            && !document.querySelector('#actions').hidden
            && performance.now() - (performance.getEntriesByName('labelloop-shown').at(-1)?.startTime
                ?? performance.now()) > 130
        """);
  }

  /** Answers with a key as soon as the item can be answered. */
  void answer(String key) {
    seesAnItem();
    press(key);
  }

  void waitsUntilAllIsSaved() {
    assertThat(saved()).hasText("All saved");
  }

  /** Waits on what happens outside the page, without a fixed pause. */
  void waitsUntil(BooleanSupplier condition) {
    page.waitForCondition(condition);
  }

  @Override
  public void close() {
    if (owned) {
      context.close();
    } else {
      page.close();
    }
  }
}
