package io.labelloop.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is well nested and in which text and attribute values cannot become markup. Tag
 * and attribute names are the page's own words. Control characters that HTML does not allow become
 * U+FFFD.
 */
public final class Html {
  private final StringBuilder out;
  private final Deque<String> open = new ArrayDeque<>();

  private Html(String start) {
    this.out = new StringBuilder(start);
  }

  /** A whole page. */
  public static Html page() {
    return new Html("<!DOCTYPE html>\n");
  }

  /** Elements for a file that is no page, such as an SVG. */
  public static Html fragment() {
    return new Html("");
  }

  /** Opens an element; attributes are pairs of name and value. */
  public Html open(String tag, String... attributes) {
    start(tag, attributes);
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  public Html close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /** An element that has no content and no end tag. */
  public Html empty(String tag, String... attributes) {
    start(tag, attributes);
    return this;
  }

  /** An element with text only. */
  public Html element(String tag, String text, String... attributes) {
    start(tag, attributes);
    if (tag.equals("pre")) {
      out.append('\n'); // a parser drops the first line feed of pre, which may be the text's
    }
    escape(text);
    out.append("</").append(tag).append(">");
    return this;
  }

  /** Text where it stands. */
  public Html text(String text) {
    escape(text);
    return this;
  }

  /** The page's own style sheet, which must not come from a user. */
  public Html style(String css) {
    out.append("<style>").append(css).append("</style>\n");
    return this;
  }

  /** Markup that another {@link Html} has finished, as it is. */
  public Html markup(String finished) {
    out.append(finished);
    return this;
  }

  /** Closes what is open, and returns all of it. */
  public String finish() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
  }

  private void escape(String text) {
    text.codePoints().forEach(this::escape);
  }

  private void escape(int point) {
    switch (point) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\r' -> out.append("&#13;");
      case '\n', '\t' -> out.append((char) point);
      default -> {
        boolean allowed =
            !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
        out.appendCodePoint(allowed ? point : 0xFFFD);
      }
    }
  }
}
