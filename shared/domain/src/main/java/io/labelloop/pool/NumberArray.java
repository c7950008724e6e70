package io.labelloop.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The array of numbers in a field: a list, or, as in CSV, a text that holds a JSON array. */
public final class NumberArray {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private NumberArray() {}

  /** The array; what is none is given back as it is. */
  public static JsonNode of(JsonNode field) {
    if (!field.isTextual() || !field.textValue().strip().startsWith("[")) {
      return field;
    }
    try {
      return JSON.readTree(field.textValue());
    } catch (JsonProcessingException e) {
      return field;
    }
  }
}
