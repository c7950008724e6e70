package io.labelloop.aws.crowd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The page on which people answer, as a Liquid template over {@code task.input}: question,
 * instructions and labels stand in it, the items do not.
 *
 * <p>Ground Truth fills in one item per page by itself. Mechanical Turk is sent the page with its
 * items filled in by {@link Liquid}.
 *
 * @param question what people are asked
 * @param instructions what else they are told
 * @param labels the answers, one button for each
 */
public record WorkerPage(String question, Optional<String> instructions, List<String> labels) {
  public WorkerPage {
    labels = List.copyOf(labels);
  }

  /** The page of one item. */
  public String oneItem() {
    return page(item());
  }

  /**
   * The page of several items.
   *
   * @param inputs what {@link ItemDisplay} says of each
   */
  public String items(List<Map<String, Object>> inputs) {
    String template = page("{% for task in tasks %}" + item() + "{% endfor %}");
    List<Map<String, Object>> tasks =
        inputs.stream().map(input -> Map.<String, Object>of("input", input)).toList();
    return Liquid.render(template, Map.of("tasks", tasks));
  }

  /** The name of an item's answer, by its place in the job. */
  public static String answerName(int index) {
    return String.format(Locale.ROOT, "item-%d", index);
  }

  private String page(String items) {
    return resource("page.html")
        .replace("<!-- question -->", literal(question))
        .replace(
            "<!-- instructions -->",
            instructions.map(text -> "<p dir=\"auto\">" + literal(text) + "</p>").orElse(""))
        .replace("<!-- items -->", items);
  }

  private String item() {
    var buttons = new StringBuilder();
    for (String label : labels) {
      buttons
          .append("<crowd-radio-button name=\"{{ task.input.name | escape }}\" value=\"")
          .append(literal(label))
          .append("\"><span dir=\"auto\">")
          .append(literal(label))
          .append("</span></crowd-radio-button>");
    }
    return resource("item.html").replace("<!-- labels -->", buttons);
  }

  /** Text that is neither markup nor Liquid. */
  private static String literal(String text) {
    return Liquid.escape(text).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;");
  }

  private static String resource(String name) {
    try (InputStream file = WorkerPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("infra/worker-templates/" + name + " is not packaged");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
