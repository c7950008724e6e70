package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of a pool's record; in CSV every field is a text. */
final class PoolFields {
  private PoolFields() {}

  static ItemId id(JsonNode fields, String column) {
    JsonNode value = required(fields, column);
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadFieldException(
          RejectReason.BAD_ID,
          column,
          "'" + column + "' must be a text or a number, but was " + shown(value));
    }
    try {
      return new ItemId(value.asText());
    } catch (IllegalArgumentException e) {
      throw new BadFieldException(
          RejectReason.BAD_ID, column, "'" + column + "': " + e.getMessage());
    }
  }

  static String text(JsonNode fields, String column, int maxLength) {
    JsonNode value = required(fields, column);
    if (!value.isTextual()) {
      throw new BadFieldException(
          RejectReason.WRONG_TYPE,
          column,
          "'" + column + "' must be a text, but was " + shown(value));
    }
    String text = value.textValue();
    if (text.isBlank()) {
      throw new BadFieldException(
          RejectReason.EMPTY_TEXT, column, "'" + column + "' must not be empty");
    }
    if (text.length() > maxLength) {
      throw new BadFieldException(
          RejectReason.TEXT_TOO_LONG,
          column,
          "'"
              + column
              + "' must have at most "
              + maxLength
              + " characters, but had "
              + text.length());
    }
    return text;
  }

  static double number(JsonNode fields, String column) {
    return finite(required(fields, column), column);
  }

  static double[] array(JsonNode fields, String column, int size) {
    JsonNode value = NumberArray.of(required(fields, column));
    if (!value.isArray() || value.size() != size) {
      throw new BadFieldException(
          RejectReason.WRONG_TYPE,
          column,
          "'" + column + "' must be an array of " + size + " numbers, but was " + shown(value));
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = finite(value.get(i), column + "[" + i + "]");
    }
    return values;
  }

  /**
   * The tokens of a sentence: an array of texts, none of them blank or with a control character.
   *
   * @param maxLength of all tokens together, in characters
   */
  static List<String> tokens(JsonNode fields, String column, int maxLength) {
    JsonNode value = required(fields, column);
    if (!value.isArray()) {
      throw new BadFieldException(
          RejectReason.WRONG_TYPE,
          column,
          "'" + column + "' must be an array of tokens, but was " + shown(value));
    }
    if (value.isEmpty()) {
      throw new BadFieldException(
          RejectReason.EMPTY_TEXT, column, "'" + column + "' must have at least one token");
    }
    var tokens = new ArrayList<String>();
    int length = 0;
    for (JsonNode token : value) {
      if (!token.isTextual()
          || token.textValue().isBlank()
          || token.textValue().chars().anyMatch(Character::isISOControl)) {
        throw new BadFieldException(
            RejectReason.WRONG_TYPE,
            column,
            "'"
                + column
                + "["
                + tokens.size()
                + "]' must be a text that is not blank and has no control characters, but was "
                + shown(token));
      }
      tokens.add(token.textValue());
      length += token.textValue().length();
    }
    if (length > maxLength) {
      throw new BadFieldException(
          RejectReason.TEXT_TOO_LONG,
          column,
          "'" + column + "' must have at most " + maxLength + " characters, but had " + length);
    }
    return tokens;
  }

  private static double finite(JsonNode value, String column) {
    double number = Double.NaN;
    if (value.isNumber()) {
      number = value.doubleValue();
    } else if (value.isTextual()) {
      try {
        number = Double.parseDouble(value.textValue().strip());
      } catch (NumberFormatException e) {
        number = Double.NaN;
      }
    }
    if (!Double.isFinite(number)) {
      throw new BadFieldException(
          RejectReason.NOT_A_NUMBER,
          column,
          "'" + column + "' must be a finite number, but was " + shown(value));
    }
    return number;
  }

  private static JsonNode required(JsonNode fields, String column) {
    JsonNode value = fields.path(column);
    if (value.isMissingNode() || value.isNull()) {
      throw new BadFieldException(
          RejectReason.MISSING_FIELD, column, "there is no '" + column + "'");
    }
    return value;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }
}
