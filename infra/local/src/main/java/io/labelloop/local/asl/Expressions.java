package io.labelloop.local.asl;

import static com.dashjoin.jsonata.Jsonata.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the JSONata expressions of a definition: every text of the form <code>{% ... %}</code>
 * in a template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata</a>
 */
final class Expressions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_MILLIS = 5_000;
  private static final int MAX_DEPTH = 500;

  /** What the service refuses, though JSONata in Java would take it. */
  private static final Pattern REFUSED = Pattern.compile("\\$eval\\b|\\?\\?|\\?:");

  private static final Map<String, Boolean> CHECKED = new ConcurrentHashMap<>();

  private Expressions() {}

  static boolean isExpression(JsonNode node) {
    return node.isTextual() && node.textValue().startsWith("{%") && node.textValue().endsWith("%}");
  }

  private static String source(JsonNode node) {
    String text = node.textValue();
    return text.substring(2, text.length() - 2).strip();
  }

  /** What is wrong with an expression's text, or nothing. */
  static @Nullable String problem(JsonNode node) {
    String source = source(node);
    if (REFUSED.matcher(source).find()) {
      return "uses what Step Functions refuses ($eval, ??, ?:)";
    }
    try {
      CHECKED.computeIfAbsent(source, s -> jsonata(s) != null);
      return null;
    } catch (JException e) {
      return "is no JSONata: " + e.getMessage();
    }
  }

  /**
   * Evaluates a template.
   *
   * @param field its name, for error messages
   * @param states the value of {@code $states}
   */
  static JsonNode evaluate(JsonNode template, String field, ObjectNode states, Scope scope) {
    if (isExpression(template)) {
      return evaluateExpression(template, field, states, scope);
    }
    if (template.isObject()) {
      ObjectNode result = JSON.createObjectNode();
      template
          .properties()
          .forEach(
              entry ->
                  result.set(
                      entry.getKey(),
                      evaluate(entry.getValue(), field + "/" + entry.getKey(), states, scope)));
      return result;
    }
    if (template.isArray()) {
      ArrayNode result = JSON.createArrayNode();
      for (int i = 0; i < template.size(); i++) {
        result.add(evaluate(template.get(i), field + "[" + i + "]", states, scope));
      }
      return result;
    }
    return template;
  }

  private static JsonNode evaluateExpression(
      JsonNode template, String field, ObjectNode states, Scope scope) {
    String source = source(template);
    Object value;
    try {
      Jsonata expression = jsonata(source);
      expression.setOutputConvertNulls(false);
      AwsFunctions.register(expression);
      Jsonata.Frame frame = expression.createFrame();
      frame.setRuntimeBounds(MAX_MILLIS, MAX_DEPTH);
      frame.bind("states", plain(states));
      scope.visible().forEach((name, variable) -> frame.bind(name, plain(variable)));
      value = expression.evaluate(null, frame);
    } catch (JException e) {
      throw new StateFailure(
          StateFailure.QUERY,
          "The JSONata expression '"
              + source
              + "' specified for the field '"
              + field
              + "' threw an error during evaluation. "
              + e.getError()
              + ": "
              + e.getMessage(),
          field);
    }
    if (value == null) {
      throw new StateFailure(
          StateFailure.QUERY,
          "The JSONata expression '"
              + source
              + "' specified for the field '"
              + field
              + "' returned nothing (undefined).",
          field);
    }
    return tree(value, source, field);
  }

  /** JSON as JSONata sees it: maps, lists, texts, numbers; null as a value of its own. */
  private static Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(element -> list.add(plain(element)));
        yield list;
      }
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToInt()
              ? (Object) node.intValue()
              : node.isIntegralNumber() && node.canConvertToLong()
                  ? (Object) node.longValue()
                  : (Object) node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.textValue();
      default -> Jsonata.NULL_VALUE;
    };
  }

  private static JsonNode tree(Object value, String source, String field) {
    if (value == Jsonata.NULL_VALUE) {
      return JSON.nullNode();
    }
    return switch (value) {
      case Map<?, ?> map -> {
        ObjectNode object = JSON.createObjectNode();
        map.forEach(
            (key, member) -> {
              if (member != null) {
                object.set(String.valueOf(key), tree(member, source, field));
              }
            });
        yield object;
      }
      case List<?> list -> {
        ArrayNode array = JSON.createArrayNode();
        for (Object element : list) {
          array.add(element == null ? JSON.nullNode() : tree(element, source, field));
        }
        yield array;
      }
      case String text -> JSON.getNodeFactory().textNode(text);
      case Boolean truth -> JSON.getNodeFactory().booleanNode(truth);
      case Number number -> number(number);
      default ->
          throw new StateFailure(
              StateFailure.QUERY,
              "The JSONata expression '"
                  + source
                  + "' specified for the field '"
                  + field
                  + "' returned an unsupported result type.",
              field);
    };
  }

  /** JSONata computes with doubles; a whole one is written without a point, as the service does. */
  private static JsonNode number(Number number) {
    double value = number.doubleValue();
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      long whole = (long) value;
      return whole == (int) whole
          ? JSON.getNodeFactory().numberNode((int) whole)
          : JSON.getNodeFactory().numberNode(whole);
    }
    return JSON.getNodeFactory().numberNode(value);
  }
}
