package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.labelloop.budget.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the fields of one JSON object and notes every mistake. A field with a mistake reads as its
 * default, so that reading goes on and finds the next one.
 */
final class FieldReader {
  private final JsonNode node;
  private final String pointer;
  private final List<Finding> mistakes;
  private final Set<String> known = new HashSet<>();

  FieldReader(JsonNode node, String pointer, List<Finding> mistakes) {
    this.node = node;
    this.pointer = pointer;
    this.mistakes = mistakes;
    if (!node.isMissingNode() && !node.isObject()) {
      mistake("", "must be an object, but was " + shown(node));
    }
  }

  boolean has(String field) {
    known.add(field);
    return node.hasNonNull(field);
  }

  JsonNode get(String field) {
    known.add(field);
    JsonNode value = node.path(field);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  FieldReader object(String field) {
    return new FieldReader(get(field), pointerTo(field), mistakes);
  }

  /** An element of an array field, as an object. */
  FieldReader element(String field, int index) {
    return new FieldReader(get(field).path(index), pointerTo(field) + "/" + index, mistakes);
  }

  /** Notes that a field that is needed is not there. */
  void require(String field, String accepted) {
    if (!has(field)) {
      mistake(field, "is missing; give " + accepted);
    }
  }

  String text(String field, String fallback) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      mistake(field, "must be a text that is not empty, but was " + shown(value));
      return fallback;
    }
    return value.textValue();
  }

  List<String> texts(String field) {
    var texts = new ArrayList<String>();
    JsonNode value = get(field);
    if (value.isTextual()) {
      texts.add(value.textValue());
    } else if (value.isArray() && !value.isEmpty()) {
      for (int i = 0; i < value.size(); i++) {
        if (value.get(i).isTextual() && !value.get(i).textValue().isBlank()) {
          texts.add(value.get(i).textValue());
        } else {
          mistake(
              field + "/" + i, "must be a text that is not empty, but was " + shown(value.get(i)));
        }
      }
    } else {
      mistake(field, "must be an array of texts, but was " + shown(value));
    }
    return texts;
  }

  int whole(String field, int fallback, int min, int max) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      mistake(
          field, "must be a whole number from " + min + " to " + max + ", but was " + shown(value));
      return fallback;
    }
    return value.intValue();
  }

  OptionalInt optionalWhole(String field, int min, int max) {
    return has(field) ? OptionalInt.of(whole(field, min, min, max)) : OptionalInt.empty();
  }

  /** A number in an interval whose ends count or not. */
  double number(
      String field, double fallback, double min, boolean minCounts, double max, boolean maxCounts) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    boolean within =
        (minCounts ? number >= min : number > min) && (maxCounts ? number <= max : number < max);
    if (!within) {
      mistake(
          field,
          "must be a number "
              + (minCounts ? "from " : "above ")
              + plain(min)
              + (maxCounts ? " to " : " and below ")
              + plain(max)
              + ", but was "
              + shown(value));
      return fallback;
    }
    return number;
  }

  boolean flag(String field, boolean fallback) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isBoolean()) {
      mistake(field, "must be true or false, but was " + shown(value));
      return fallback;
    }
    return value.booleanValue();
  }

  Optional<Money> money(String field) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Money.parse(value.isTextual() ? value.textValue() : value.toString()));
    } catch (IllegalArgumentException wrong) {
      mistake(field, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  String oneOf(String field, String fallback, Collection<String> names) {
    JsonNode value = get(field);
    if (value.isMissingNode()) {
      return fallback;
    }
    String name = name(field, value, names);
    return name.isEmpty() ? fallback : name;
  }

  /** A value of this field as one of some names; an empty text, and a mistake, if it is none. */
  String name(String field, JsonNode value, Collection<String> names) {
    if (value.isTextual() && names.contains(value.textValue())) {
      return value.textValue();
    }
    mistakes.add(
        new Finding(
            pointerTo(field),
            "must be one of " + String.join(", ", names) + ", but was " + shown(value),
            NearestName.of(value.asText(), names)));
    return "";
  }

  /** A value that stands somewhere below this object, as an object. */
  FieldReader at(String field, JsonNode value) {
    return new FieldReader(value, pointerTo(field), mistakes);
  }

  void mistake(String field, String message) {
    mistakes.add(
        new Finding(field.isEmpty() ? pointer : pointerTo(field), message, Optional.empty()));
  }

  /** Notes the fields that nobody asked for. */
  void refuseUnknown() {
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              field -> {
                if (!known.contains(field)) {
                  mistakes.add(
                      new Finding(
                          pointerTo(field),
                          "is no field that is known here; there are "
                              + String.join(", ", known.stream().sorted().toList()),
                          NearestName.of(field, known)));
                }
              });
    }
  }

  private String pointerTo(String field) {
    // RFC 6901 escapes; a slash that this class puts in between itself separates an array's index
    return pointer + "/" + (node.has(field) ? field.replace("~", "~0").replace("/", "~1") : field);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
