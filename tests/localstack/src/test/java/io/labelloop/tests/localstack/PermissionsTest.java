package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Who may do what. That {@code *} has its reason beside it, and that each step may write its own
 * documents only, is held by {@link TemplateTest}.
 */
class PermissionsTest {
  private final Template template = new Template();

  @Test
  void statement_thatAllows_namesEveryActionInFull() {
    List<JsonNode> statements = template.everyStatement();
    assertThat(statements).hasSizeGreaterThan(60);
    for (JsonNode statement : statements) {
      if (statement.path("Effect").asText().equals("Allow")) {
        assertThat(Template.texts(statement.path("Action")))
            .as(statement.toString())
            .isNotEmpty()
            .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z]+"));
        assertThat(statement.has("NotAction") || statement.has("NotResource")).isFalse();
      }
    }
  }

  /**
   * In CloudTrail a call is told by its role: one that functions shared would not say which it was.
   */
  @Test
  void function_ofEachStep_hasARoleOfItsOwn() {
    var shared = new ArrayList<String>();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) -> {
              if (function.has("Role") || function.has("FunctionName")) {
                shared.add(name);
              }
            });
    assertThat(shared).isEmpty();
  }

  @Test
  void statement_ofEachPolicyOfAFunction_saysInItsNameWhatItIsFor() {
    var names = new TreeSet<String>();
    for (String type : List.of("AWS::Serverless::Function", "AWS::Serverless::StateMachine")) {
      template
          .resources(type)
          .forEach(
              (name, properties) -> {
                for (JsonNode statement : Template.statements(properties)) {
                  assertThat(statement.path("Sid").asText()).as(name).matches("[A-Z][A-Za-z]{7,}");
                  names.add(statement.path("Sid").asText());
                }
              });
    }
    assertThat(names).hasSizeGreaterThan(10);
  }
}
