package io.labelloop.portal.web;

import jakarta.inject.Singleton;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Makes HTML of Markdown in which nothing can run: HTML is shown as text, and links are safe. */
@Singleton
public class GuidelinesHtml {
  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  public String of(String markdown) {
    return renderer.render(parser.parse(markdown));
  }
}
