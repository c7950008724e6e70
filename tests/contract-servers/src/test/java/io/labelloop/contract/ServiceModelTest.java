package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceModelTest {
  private static final ServiceModel MODEL =
      ServiceModel.parse(
          """
          {"metadata": {"targetPrefix": "T", "endpointPrefix": "e"},
           "operations": {"Do": {"input": {"shape": "In"}, "errors": [{"shape": "Oops"}]}},
           "shapes": {
             "In": {"type": "structure", "required": ["Name"], "members": {"Name": {"shape": "Name"}, "Count": {"shape": "Count"},
               "Kinds": {"shape": "Kinds"}, "On": {"shape": "Flag"}}},
             "Name": {"type": "string", "min": 2, "max": 4, "pattern": "[a-z]+"},
             "Count": {"type": "integer", "min": 1, "max": 9},
             "Kinds": {"type": "list", "max": 2, "member": {"shape": "Kind"}},
             "Kind": {"type": "string", "enum": ["A", "B"]},
             "Flag": {"type": "boolean"}}}
          """);

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void inputMistakes_ofARightInput_areNone() throws IOException {
    assertThat(
            MODEL.inputMistakes(
                "Do", json("{\"Name\": \"abcd\", \"Count\": 9, \"Kinds\": [\"A\"], \"On\": true}")))
        .isEmpty();
    assertThat(MODEL.errors("Do")).containsExactly("Oops");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Do.Name is required",
        "{'Name': 'a'} | at least 2, but was 1",
        "{'Name': 'abcde'} | at most 4, but was 5",
        "{'Name': 'AB'} | must match [a-z]+",
        "{'Name': 7} | must be a text",
        "{'Name': 'ab', 'Count': 0} | at least 1",
        "{'Name': 'ab', 'Count': 1.5} | must be a whole number",
        "{'Name': 'ab', 'Kinds': ['C']} | must be one of [A, B]",
        "{'Name': 'ab', 'Kinds': ['A', 'A', 'A']} | at most 2, but was 3",
        "{'Name': 'ab', 'On': 1} | must be true or false",
        "{'Name': 'ab', 'Other': 1} | no member of the service model"
      })
  void inputMistakes_ofAWrongInput_nameIt(String input, String mistake) throws IOException {
    assertThat(MODEL.inputMistakes("Do", json(input.replace('\'', '"'))))
        .singleElement()
        .asString()
        .contains(mistake);
  }

  @Test
  void model_ofTheRealService_hasTheLimitsThatWeKeepTo() throws IOException {
    assertThat(
            Models.sageMaker()
                .inputMistakes("StopLabelingJob", json("{\"LabelingJobName\": \"a--\"}")))
        .singleElement()
        .asString()
        .contains("must match");
    assertThat(Models.mechanicalTurk().signingName()).isEqualTo("mturk-requester");
  }
}
