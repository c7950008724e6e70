package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateVariablesTest {
  private static List<String> problems(String states) throws JsonProcessingException {
    return StateVariables.problems(
        new ObjectMapper().readTree("{\"StartAt\": \"A\", \"States\": {" + states + "}}"));
  }

  private static String pass(String name, String assign, String output, String next) {
    return """
        "%s": {"Type": "Pass", "Assign": {%s}, "Output": "{%% %s %%}", %s}
        """
        .formatted(
            name, assign, output, next.isEmpty() ? "\"End\": true" : "\"Next\": \"" + next + "\"");
  }

  @Test
  void problems_ofAVariableThatOnlyOnePathAssigns_areFound() throws Exception {
    String choice =
        """
        "A": {"Type": "Choice", "Choices": [{"Condition": "{% $states.input.x %}", "Next": "B"}], "Default": "C"},
        """;
    assertThat(problems(choice + pass("B", "\"v\": 1", "1", "C") + "," + pass("C", "", "$v", "")))
        .containsExactly("C: $v");
    assertThat(
            problems(
                choice
                        .replace("\"Next\": \"B\"", "\"Assign\": {\"v\": 2}, \"Next\": \"C\"")
                        .replace("\"Default\": \"C\"", "\"Default\": \"B\"")
                    + pass("B", "\"v\": 1", "1", "C")
                    + ","
                    + pass("C", "", "$v", "")))
        .isEmpty();
  }

  @Test
  void problems_ofAVariableInTheStateThatAssignsIt_areFound() throws Exception {
    assertThat(problems(pass("A", "\"v\": 1", "$v", ""))).containsExactly("A: $v");
  }

  @Test
  void problems_behindACatcher_areFound() throws Exception {
    String task =
        """
        "A": {"Type": "Task", "Assign": {"v": 1}, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}], "Next": "B"},
        """;
    assertThat(problems(task + pass("B", "", "$v", "C") + "," + pass("C", "", "$v", "")))
        .containsExactly("C: $v");
  }

  @Test
  void problems_ofALoopThatAssignsBehindTheFirstUse_areFound() throws Exception {
    assertThat(
            problems(
                pass("A", "", "$v", "B")
                    + ", \"B\": {\"Type\": \"Choice\", \"Assign\": {\"v\": 1},"
                    + " \"Choices\": [{\"Condition\": \"{% true %}\", \"Next\": \"D\"}],"
                    + " \"Default\": \"A\"},"
                    + pass("D", "", "1", "")))
        .containsExactly("A: $v");
  }

  @Test
  void problems_ofADistributedMapThatReadsOuterVariables_areFound() throws Exception {
    String map =
        pass("A", "\"v\": 1", "1", "M")
            + ", \"M\": {\"Type\": \"Map\", \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\": \"MODE\"},"
            + " \"StartAt\": \"I\", \"States\": {"
            + pass("I", "", "$v", "")
            + "}}, \"End\": true}";
    assertThat(problems(map.replace("MODE", "DISTRIBUTED"))).containsExactly("I: $v");
    assertThat(problems(map.replace("MODE", "INLINE"))).isEmpty();
  }

  @Test
  void problems_ofFunctionsThatNobodyKnows_areFound() throws Exception {
    assertThat(problems(pass("A", "", "$eval('1')", ""))).containsExactly("A: $eval");
  }
}
