package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.labelloop.workflow.step.Step;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code infra/schemas/steps} to the records that the steps really read and write. The
 * schemas are generated: run this test with {@code -Dlabelloop.schemas=write} to write them again.
 */
class StepSchemaTest {
  private static final Path SCHEMAS =
      Path.of(System.getProperty("labelloop.root", "."), "infra/schemas/steps");

  static List<Class<?>> steps() {
    return new com.tngtech.archunit.core.importer.ClassFileImporter()
        .importPackages("io.labelloop.workflow.step").stream()
            .filter(c -> c.isAssignableTo(Step.class) && !c.isInterface())
            .<Class<?>>map(com.tngtech.archunit.core.domain.JavaClass::reflect)
            .sorted(java.util.Comparator.comparing(Class::getSimpleName))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void schema_ofEveryStep_describesItsInputAndOutput(Class<?> step) throws IOException {
    Method execute =
        Arrays.stream(step.getMethods())
            .filter(method -> method.getName().equals("execute") && !method.isBridge())
            .findFirst()
            .orElseThrow();
    ObjectNode schema = new ObjectMapper().createObjectNode();
    schema.put("$schema", SchemaVersion.DRAFT_2020_12.getIdentifier());
    schema.put("title", step.getSimpleName());
    ObjectNode properties = schema.put("type", "object").putObject("properties");
    properties.set("input", generate(execute.getParameterTypes()[0]));
    properties.set("output", generate(execute.getReturnType()));
    String text = schema.toPrettyString() + "\n";

    Path file = SCHEMAS.resolve(step.getSimpleName() + ".schema.json");
    if ("write".equals(System.getProperty("labelloop.schemas"))) {
      Files.createDirectories(SCHEMAS);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  private static JsonNode generate(Class<?> type) {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config.forFields().withRequiredCheck(field -> true);
    return new SchemaGenerator(config.build()).generateSchema(type);
  }
}
