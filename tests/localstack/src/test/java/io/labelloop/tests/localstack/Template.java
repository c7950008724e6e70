package io.labelloop.tests.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text of {@code template.yaml}. CloudFormation's tags are dropped: {@code !Ref X} reads as the
 * text {@code X}.
 */
final class Template {
  static final Path FILE = LocalStackServer.root().resolve("template.yaml");

  /** The artifact of all functions but the portal's. */
  static final String ARTIFACT = "functions/target/function.zip";

  /** The portal's. */
  static final String PORTAL_ARTIFACT = "infra/portal-lambda/target/function.zip";

  private final JsonNode root;

  Template() {
    try {
      this.root = new YAMLMapper().readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The logical names of a section, such as {@code Parameters}. */
  List<String> names(String section) {
    var names = new ArrayList<String>();
    root.path(section).fieldNames().forEachRemaining(names::add);
    return names;
  }

  JsonNode globals() {
    return root.path("Globals");
  }

  JsonNode resource(String name) {
    return root.path("Resources").required(name);
  }

  /** Every statement of every policy, wherever it stands. */
  List<JsonNode> everyStatement() {
    var statements = new ArrayList<JsonNode>();
    root.path("Resources")
        .findValues("Statement")
        .forEach(several -> several.forEach(statements::add));
    return statements;
  }

  /** The types of all resources. */
  Set<String> types() {
    var types = new TreeSet<String>();
    root.path("Resources").forEach(resource -> types.add(resource.path("Type").asText()));
    return types;
  }

  /** The resources of a type by their logical names. */
  Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = new TreeMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
              }
            });
    return found;
  }

  /** The statements that a function or state machine has of its own. */
  static List<JsonNode> statements(JsonNode properties) {
    var statements = new ArrayList<JsonNode>();
    properties
        .path("Policies")
        .forEach(policy -> policy.path("Statement").forEach(statements::add));
    return statements;
  }

  /** One value or several, as policies write them. */
  static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts.add(child.asText()));
    return texts;
  }

  /** A state machine's definition. */
  static JsonNode definition(JsonNode machine) {
    try {
      return new ObjectMapper()
          .readTree(
              Files.readString(
                  LocalStackServer.root().resolve(machine.path("DefinitionUri").asText())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
