package io.labelloop.aws.crowd;

import io.labelloop.campaign.TaskType;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
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
 * instructions and labels stand in it, the items do not. Classes are chosen by buttons, any number
 * of items on a page; entities are marked in the text of one item, since the element for it brings
 * a form of its own.
 *
 * <p>Ground Truth fills in one item per page by itself. Mechanical Turk is sent the page with its
 * items filled in by {@link Liquid}.
 *
 * @param type whether people choose a class or mark entities
 * @param question what people are asked
 * @param instructions what else they are told
 * @param labels the classes or the types of entities
 */
public record WorkerPage(
    TaskType type, String question, Optional<String> instructions, List<String> labels) {
  public WorkerPage {
    labels = List.copyOf(labels);
  }

  /** The page of a job. */
  public static WorkerPage of(LabelingJob job, Optional<String> instructions) {
    return new WorkerPage(job.type(), job.question(), instructions, job.labels());
  }

  /** How many items fit on a page at most. */
  public int mostItems() {
    return type == TaskType.SEQUENCE ? 1 : Integer.MAX_VALUE;
  }

  /** The page of one item. */
  public String oneItem() {
    return type == TaskType.SEQUENCE ? entities() : page(item());
  }

  /**
   * The page of several items, filled in.
   *
   * @param inputs what {@link ItemDisplay} says of each, at most {@link #mostItems}
   */
  public String items(List<Map<String, Object>> inputs) {
    if (type == TaskType.SEQUENCE) {
      return Liquid.render(entities(), Map.of("task", Map.of("input", inputs.getFirst())));
    }
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
    return framed("page.html").replace("<!-- items -->", items);
  }

  private String entities() {
    String types =
        JsonCodec.mapper()
            .valueToTree(labels.stream().map(label -> Map.of("label", label)).toList())
            .toString();
    return framed("entities.html").replace("<!-- labels -->", literal(types));
  }

  private String framed(String name) {
    return resource(name)
        .replace("<!-- question -->", literal(question))
        .replace(
            "<!-- instructions -->",
            instructions.map(text -> "<p dir=\"auto\">" + literal(text) + "</p>").orElse(""));
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
