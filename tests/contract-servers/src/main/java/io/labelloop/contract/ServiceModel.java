package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A service's contract as botocore ships it: the members that an operation's input and output may
 * and must have, their types, lengths, ranges, patterns and enumerations.
 */
public final class ServiceModel {
  private final JsonNode model;

  private ServiceModel(JsonNode model) {
    this.model = model;
  }

  /** Reads a {@code service-2.json}. */
  public static ServiceModel read(InputStream json) {
    try {
      return new ServiceModel(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands before the operation's name in the header {@code X-Amz-Target}. */
  public String targetPrefix() {
    return model.at("/metadata/targetPrefix").asText();
  }

  /** The service's name in the scope of a signature. */
  public String signingName() {
    JsonNode metadata = model.path("metadata");
    return metadata.path("signingName").asText(metadata.path("endpointPrefix").asText());
  }

  public boolean hasOperation(String operation) {
    return model.path("operations").has(operation);
  }

  /** The names of the errors that an operation declares. */
  public Set<String> errors(String operation) {
    var errors = new TreeSet<String>();
    operation(operation).path("errors").forEach(error -> errors.add(error.path("shape").asText()));
    return errors;
  }

  /** What is wrong with an operation's input; empty if nothing is. */
  public List<String> inputMistakes(String operation, JsonNode input) {
    return mistakes(operation(operation).at("/input/shape").asText(), operation, input);
  }

  /** What is wrong with an operation's output; empty if nothing is. */
  public List<String> outputMistakes(String operation, JsonNode output) {
    JsonNode shape = operation(operation).at("/output/shape");
    return shape.isMissingNode() ? List.of() : mistakes(shape.asText(), operation, output);
  }

  private JsonNode operation(String name) {
    if (!hasOperation(name)) {
      throw new IllegalArgumentException("the service has no operation " + name);
    }
    return model.path("operations").path(name);
  }

  private List<String> mistakes(String shape, String path, JsonNode value) {
    var mistakes = new ArrayList<String>();
    check(model.path("shapes").path(shape), path, value, mistakes);
    return mistakes;
  }

  private void check(JsonNode shape, String path, JsonNode value, List<String> mistakes) {
    switch (shape.path("type").asText()) {
      case "structure" -> structure(shape, path, value, mistakes);
      case "list" -> list(shape, path, value, mistakes);
      case "map" ->
          value
              .properties()
              .forEach(
                  entry ->
                      check(
                          named(shape.path("value")),
                          path + "." + entry.getKey(),
                          entry.getValue(),
                          mistakes));
      case "string" -> string(shape, path, value, mistakes);
      case "integer", "long" -> {
        if (!value.isIntegralNumber()) {
          mistakes.add(path + " must be a whole number, but was " + value);
        } else {
          range(shape, path, value.longValue(), "be", mistakes);
        }
      }
      case "float", "double", "timestamp" -> {
        if (!value.isNumber()) {
          mistakes.add(path + " must be a number, but was " + value);
        }
      }
      case "boolean" -> {
        if (!value.isBoolean()) {
          mistakes.add(path + " must be true or false, but was " + value);
        }
      }
      default -> mistakes.add(path + " has the type " + shape.path("type") + ", not known here");
    }
  }

  private void structure(JsonNode shape, String path, JsonNode value, List<String> mistakes) {
    if (!value.isObject()) {
      mistakes.add(path + " must be an object, but was " + value);
      return;
    }
    shape
        .path("required")
        .forEach(
            member -> {
              if (!value.hasNonNull(member.asText())) {
                mistakes.add(path + "." + member.asText() + " is required");
              }
            });
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode known = shape.path("members").path(member.getKey());
      String at = path + "." + member.getKey();
      if (known.isMissingNode()) {
        mistakes.add(at + " is no member of the service model");
      } else {
        check(named(known), at, member.getValue(), mistakes);
      }
    }
  }

  private void list(JsonNode shape, String path, JsonNode value, List<String> mistakes) {
    if (!value.isArray()) {
      mistakes.add(path + " must be an array, but was " + value);
      return;
    }
    range(shape, path, value.size(), "have", mistakes);
    for (int i = 0; i < value.size(); i++) {
      check(named(shape.path("member")), path + "[" + i + "]", value.get(i), mistakes);
    }
  }

  private static void string(JsonNode shape, String path, JsonNode value, List<String> mistakes) {
    if (!value.isTextual()) {
      mistakes.add(path + " must be a text, but was " + value);
      return;
    }
    String text = value.textValue();
    range(shape, path, text.codePointCount(0, text.length()), "have", mistakes);
    JsonNode pattern = shape.path("pattern");
    if (pattern.isTextual() && !Pattern.compile(pattern.textValue()).matcher(text).matches()) {
      mistakes.add(path + " must match " + pattern.textValue() + ", but was '" + text + "'");
    }
    if (shape.has("enum")) {
      var names = new ArrayList<String>();
      shape.path("enum").forEach(name -> names.add(name.asText()));
      if (!names.contains(text)) {
        mistakes.add(path + " must be one of " + names + ", but was '" + text + "'");
      }
    }
  }

  private static void range(
      JsonNode shape, String path, long size, String verb, List<String> mistakes) {
    if (shape.has("min") && size < shape.path("min").longValue()) {
      mistakes.add(path + " must " + verb + " at least " + shape.path("min") + ", but was " + size);
    }
    if (shape.has("max") && size > shape.path("max").longValue()) {
      mistakes.add(path + " must " + verb + " at most " + shape.path("max") + ", but was " + size);
    }
  }

  private JsonNode named(JsonNode reference) {
    return model.path("shapes").path(reference.path("shape").asText());
  }

  /** A model that is written out, for tests of this class. */
  static ServiceModel parse(String json) {
    return read(new java.io.ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
