package io.labelloop.aws.crowd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the part of the Liquid template language that our worker pages use: {@code {{ path |
 * filter }}}, {@code {% if path %}} and {@code {% for x in path %}}. What is not in that part is
 * refused. Values are always escaped, as the service does it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2-automate.html">Adding
 *     automation with Liquid</a>
 */
public final class Liquid {
  private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)\\}\\}|\\{%(.*?)%\\}");
  private static final Pattern FOR = Pattern.compile("for (\\w+) in ([\\w.]+)");
  private static final Pattern IF = Pattern.compile("if ([\\w.]+)");
  private static final Pattern VALUE =
      Pattern.compile("([\\w.]+)(?:\\s*\\|\\s*(?:escape|grant_read_access))?");

  private final String template;
  private final Matcher tokens;
  private final StringBuilder out = new StringBuilder();
  private int open;

  private Liquid(String template) {
    this.template = template;
    this.tokens = TOKEN.matcher(template);
  }

  /**
   * Fills in a template.
   *
   * @param variables texts, lists and maps of such
   * @throws IllegalArgumentException for what is not in the part of the language that is known here
   */
  public static String render(String template, Map<String, ?> variables) {
    var liquid = new Liquid(template);
    liquid.block(0, new HashMap<>(variables), true);
    if (liquid.open > 0) {
      throw new IllegalArgumentException("a tag is opened and not closed");
    }
    return liquid.out.toString();
  }

  /** A text as HTML, also within an attribute's quotes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * Writes what stands from a place on until its block ends.
   *
   * @param shown whether it is written at all
   * @return behind the tag that ends the block, or the template's end
   */
  private int block(int from, Map<String, Object> variables, boolean shown) {
    int at = from;
    while (tokens.find(at)) {
      if (shown) {
        out.append(template, at, tokens.start());
      }
      at = tokens.end();
      if (tokens.group(1) != null) {
        String value = value(tokens.group(1).strip(), variables);
        if (shown) {
          out.append(escape(value));
        }
        continue;
      }
      String tag = tokens.group(2).strip();
      if (tag.equals("endfor") || tag.equals("endif")) {
        if (open == 0) {
          throw new IllegalArgumentException("'" + tag + "' closes a tag that was not opened");
        }
        open--;
        return at;
      }
      at = tag(tag, at, variables, shown);
    }
    if (shown) {
      out.append(template, at, template.length());
    }
    return template.length();
  }

  private int tag(String tag, int body, Map<String, Object> variables, boolean shown) {
    Matcher condition = IF.matcher(tag);
    if (condition.matches()) {
      Object value = lookUp(condition.group(1), variables);
      open++;
      return block(body, variables, shown && !value.equals("") && !value.equals(false));
    }
    Matcher loop = FOR.matcher(tag);
    if (!loop.matches()) {
      throw new IllegalArgumentException("'" + tag + "' is no tag that is known here");
    }
    List<?> items = lookUp(loop.group(2), variables) instanceof List<?> list ? list : List.of();
    if (items.isEmpty() || !shown) {
      open++;
      return block(body, variables, false);
    }
    int end = body;
    for (Object item : items) {
      var inner = new HashMap<>(variables);
      inner.put(loop.group(1), item);
      open++;
      end = block(body, inner, true);
    }
    return end;
  }

  private static String value(String expression, Map<String, Object> variables) {
    Matcher form = VALUE.matcher(expression);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + expression + "' is no value that is known here");
    }
    return lookUp(form.group(1), variables).toString();
  }

  private static Object lookUp(String path, Map<String, Object> variables) {
    Object value = variables;
    for (String name : path.split("\\.")) {
      value = value instanceof Map<?, ?> map && map.get(name) != null ? map.get(name) : "";
    }
    return value;
  }
}
