package io.labelloop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelloopTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int labelloop(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Labelloop.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @BeforeEach
  void writeACampaign() throws IOException {
    var pool = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String[] words =
          i % 2 == 0
              ? new String[] {"sun", "warm", "bright"}
              : new String[] {"rain", "cold", "grey"};
      pool.append(
          "{\"id\":%d,\"text\":\"%s %s day %d\",\"label\":\"%s\"}%n"
              .formatted(i, words[i % 3], words[(i / 2) % 3], i, i % 2 == 0 ? "good" : "bad"));
    }
    Files.writeString(folder.resolve("pool.jsonl"), pool);
    Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"task": {"labels": ["good", "bad"]}, "pool": {"location": "pool.jsonl"},
         "query": {"batchSize": 10},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.10 USD",
           "annotators": [{"count": 3, "accuracy": 0.97}], "annotationsPerItem": {"min": 1, "max": 2}},
         "stop": {"accuracy": {"target": 0.7}, "budget": "50 USD", "maxRounds": 4}}
        """);
  }

  @Test
  void run_thenStatusAndReport_agree() throws IOException {
    assertThat(
            labelloop(
                "run",
                folder.resolve("campaign.json"),
                "--workspace",
                folder.resolve("w"),
                "--json"))
        .isZero();
    JsonNode run = json();
    assertThat(run.path("outcome").asText()).isEqualTo("accuracy-certified");
    assertThat(Path.of(run.path("labels").asText())).isRegularFile();
    assertThat(Path.of(run.path("report").asText())).isRegularFile();
    assertThat(Path.of(run.path("model").asText())).isRegularFile();
    assertThat(run.at("/budget/amount").decimalValue()).isEqualByComparingTo("50");
    assertThat(run.path("curve").get(0).path("trainingLabels").asInt()).isEqualTo(10);
    assertThat(err.toString()).contains("certification stream", "round  1");

    for (String command : new String[] {"status", "report"}) {
      out.getBuffer().setLength(0);
      assertThat(labelloop(command, folder.resolve("w"), "--json")).isZero();
      assertThat(json().path("curve")).isEqualTo(run.path("curve"));
      assertThat(json().path("spent")).isEqualTo(run.path("spent"));
    }
  }

  @Test
  void orders_toACampaignOfADirectory_areGivenAndShown() throws IOException {
    Path workspace = folder.resolve("w");
    assertThat(labelloop("run", folder.resolve("campaign.json"), "--workspace", workspace))
        .isZero();
    Path campaign;
    try (var campaigns = Files.list(workspace.resolve("campaigns"))) {
      campaign = campaigns.findFirst().orElseThrow();
    }
    // as it was before its last decision
    Files.delete(campaign.resolve("labels.jsonl"));
    try (var rounds = Files.list(campaign.resolve("rounds"))) {
      for (Path round : rounds.toList()) {
        Files.deleteIfExists(round.resolve("decision.json"));
      }
    }
    Files.delete(campaign.resolve("checksums.sha256"));

    for (String[] order :
        new String[][] {
          {"pause"},
          {"pause"},
          {"resume"},
          {"review", "--items", "5"},
          {"set-deadline", "--hours", "2"}
        }) {
      out.getBuffer().setLength(0);
      var words = new ArrayList<Object>(List.of(order));
      words.addAll(List.of(workspace, "--by", "ann"));
      assertThat(labelloop(words.toArray())).isZero();
      assertThat(out.toString()).startsWith(campaign.getFileName() + ": ");
    }
    out.getBuffer().setLength(0);
    assertThat(labelloop("stop", workspace, "--by", "bob", "--json")).isZero();
    assertThat(json().path("changed").asBoolean()).isTrue();
    assertThat(json().path("by").asText()).isEqualTo("bob");

    out.getBuffer().setLength(0);
    assertThat(labelloop("status", workspace)).isZero();
    assertThat(out.toString())
        .contains("now: ends after its round", " reserved, ", "ordered: pause by ann at ")
        .contains("ordered: review of 5 items by ann at ", "ordered: stop by bob at ");
    out.getBuffer().setLength(0);
    assertThat(labelloop("status", workspace, "--json")).isZero();
    assertThat(json().at("/now/state").asText()).isEqualTo("STOPPING");
    assertThat(json().at("/now/orders")).hasSize(4);

    assertThat(labelloop("pause", workspace)).isEqualTo(2);
    assertThat(err.toString()).contains("it was stopped by bob");
  }

  @Test
  void orders_withoutACampaign_sayWhatToGive() {
    assertThat(labelloop("pause")).isEqualTo(2);
    assertThat(err.toString()).contains("--campaign NAME --aws");
    assertThat(labelloop("pause", "--aws")).isEqualTo(2);
    assertThat(err.toString()).contains("--campaign must name the folder");
    assertThat(labelloop("status", "--aws", "--campaign", "../secrets")).isEqualTo(2);
    assertThat(labelloop("stop", "--campaign", "birds")).isEqualTo(2);
    assertThat(err.toString()).contains("go with --aws");
    assertThat(labelloop("stop", folder, "--aws", "--campaign", "birds")).isEqualTo(2);
    assertThat(err.toString()).contains("not both");
    assertThat(labelloop("set-budget", "5 USD", "--aws", "--campaign", "birds", "--bucket", "some"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("a budget is set with --stack");
    assertThat(labelloop("pause", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("is no workspace of a campaign");
  }

  @Test
  void check_ofAGoodCampaign_readsThePoolsHead() throws IOException {
    assertThat(labelloop("check", folder.resolve("campaign.json"), "--json")).isZero();
    assertThat(json().path("valid").asBoolean()).isTrue();
    assertThat(json().path("headItems").asInt()).isEqualTo(120);
  }

  @Test
  void check_ofMistakes_namesAllAndExitsWithTwo() throws IOException {
    Files.writeString(
        folder.resolve("campaign.json"),
        "{\"task\": {\"lables\": [\"a\", \"b\"]}, \"stop\": {\"maxRounds\": 0}}");

    assertThat(labelloop("check", folder.resolve("campaign.json"))).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "/task/lables", "did you mean 'labels'?", "/stop/maxRounds", "/pool", "/workforce");
  }

  @Test
  void check_ofAMissingColumn_namesTheOnesThatAreThere() throws IOException {
    Path file = folder.resolve("campaign.json");
    Files.writeString(
        file,
        Files.readString(file).replace("\"pool.jsonl\"", "\"pool.jsonl\", \"text\": \"txet\""));

    assertThat(labelloop("check", file)).isEqualTo(2);
    assertThat(err.toString())
        .contains("has no column 'txet'", "id, text, label", "did you mean 'text'?");
  }

  @Test
  void run_ofAnotherCampaignOrAChangedOne_isRefused() throws IOException {
    Path file = folder.resolve("campaign.json");
    assertThat(labelloop("run", file, "--workspace", folder.resolve("w"))).isZero();
    Files.writeString(file, Files.readString(file).replace("0.10 USD", "0.20 USD"));

    assertThat(labelloop("run", file, "--workspace", folder.resolve("w"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("has changed since", "/workforce/pricePerAnnotation: was \"0.10 USD\"");
  }

  @Test
  void run_ofAFileThatIsCorrectedBeforeTheCampaignBegan_takesIt() throws IOException {
    Path file = folder.resolve("campaign.json");
    String right = Files.readString(file);
    Files.writeString(file, right.replace("\"pool.jsonl\"", "\"nowhere.jsonl\""));
    assertThat(labelloop("run", file, "--workspace", folder.resolve("w"))).isEqualTo(2);

    Files.writeString(file, right);
    assertThat(labelloop("run", file, "--workspace", folder.resolve("w"))).isZero();
  }

  @Test
  void run_withPeopleWhoAreReachedFromAwsOnly_isRefusedWithWhatToDo() throws IOException {
    Path file = folder.resolve("campaign.json");
    Files.writeString(
        file,
        """
        {"task": {"labels": ["good", "bad"]}, "pool": {"location": "pool.jsonl"}, "stop": {"maxRounds": 1},
         "workforce": {"type": "ground-truth", "pricePerAnnotation": "0.10 USD", "groundTruth": {
           "workTeam": "arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/linguists", "pricePerObject": "0.08 USD"}}}
        """);

    assertThat(labelloop("run", file, "--workspace", folder.resolve("w"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("'ground-truth' is not reached from this machine", "docs/workforces.md");
  }

  @Test
  void compare_ofTwoStrategies_givesTheirCurves() throws IOException {
    assertThat(
            labelloop(
                "compare",
                folder.resolve("campaign.json"),
                "--strategies",
                "random,margin",
                "--seeds",
                2,
                "--batches",
                2,
                "--plot",
                folder.resolve("curves.svg"),
                "--json"))
        .isZero();
    assertThat(json().path("test").asInt()).isEqualTo(30);
    assertThat(Files.readString(folder.resolve("curves.svg")))
        .startsWith("<svg ")
        .contains(">random</text>", ">margin</text>", ">all labels</text>", "<polyline");
    assertThat(json().path("strategies").size()).isEqualTo(2);
    assertThat(json().at("/strategies/0/curve").size()).isEqualTo(3);
    assertThat(json().at("/strategies/1/aulc/mean").asDouble()).isBetween(0.5, 1.0);
    assertThat(json().at("/strategies/0/labelSaving").asDouble()).isEqualTo(1);
    assertThat(json().at("/strategies/0/labelSavingInterval/low").asDouble()).isEqualTo(1);
    assertThat(json().at("/strategies/0/gain/mean").asDouble()).isZero();
    assertThat(json().at("/strategies/1/reach/accuracy").asDouble())
        .isEqualTo(json().at("/strategies/0/curve/2/accuracy").asDouble());
    assertThat(json().at("/strategies/1/secondsPerRound").asDouble()).isPositive();
    assertThat(json().at("/trainers/logistic-regression").asDouble()).isBetween(0.5, 1.0);
    assertThat(err.toString()).contains("100 % (12 of 12 models)", "labels to reach");

    assertThat(labelloop("compare", folder.resolve("campaign.json"), "--strategies", "margn"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("no strategy 'margn', did you mean 'margin'?", "margin-cluster");
    assertThat(
            labelloop(
                "compare", folder.resolve("campaign.json"), "--trainers", "logistic-regresion"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'logistic-regression'?");
    assertThat(labelloop("compare", folder.resolve("campaign.json"), "--strategies", "mnlp"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("mnlp ranks sentences");
    assertThat(labelloop("compare", folder.resolve("campaign.json"), "--reach", "95")).isEqualTo(2);
    assertThat(err.toString()).contains("--reach: an accuracy lies above 0 and is at most 1");
  }

  @Test
  void compare_ofSentences_givesEntityF1ByTokens() throws IOException {
    var pool = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      String name = List.of("Ada", "Bob", "Eve", "Ken").get(i % 4);
      pool.append("%s\tB-person\nleft\tO\nat\tO\n%d\tO\n\n".formatted(name, i));
    }
    Files.writeString(folder.resolve("pool.conll"), pool);
    Path campaign =
        Files.writeString(
            folder.resolve("sentences.json"),
            """
            {"task": {"type": "sequence", "labels": ["person"]}, "pool": {"location": "pool.conll"},
             "model": {"trainer": "hmm"}, "query": {"batchSize": 10},
             "workforce": {"type": "simulated", "truth": "tags", "pricePerAnnotation": "0.10 USD",
               "annotators": [{"count": 3, "accuracy": 1}]},
             "stop": {"maxRounds": 2}}
            """);
    assertThat(
            labelloop(
                "compare",
                campaign,
                "--strategies",
                "random,mnlp",
                "--seeds",
                1,
                "--batches",
                2,
                "--plot",
                folder.resolve("curves.svg"),
                "--json"))
        .isZero();
    assertThat(json().at("/strategies/1/name").asText()).isEqualTo("mnlp");
    // ten sentences of four tokens each
    assertThat(json().at("/strategies/1/curve/2/labels").asInt()).isEqualTo(120);
    assertThat(json().at("/strategies/1/curve/2/accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(Files.readString(folder.resolve("curves.svg"))).contains("Entity F1 by tokens");

    assertThat(labelloop("compare", campaign, "--strategies", "margin-cluster")).isEqualTo(2);
    assertThat(err.toString())
        .contains("margin-cluster chooses items by one class or one vector each", "mnlp");
    assertThat(labelloop("compare", campaign, "--strategies", "mnlq")).isEqualTo(2);
    assertThat(err.toString()).contains("no strategy for sequences 'mnlq', did you mean 'mnlp'?");
  }

  @Test
  void consolidate_ofRows_writesLabelsAndAccuracy() throws IOException {
    Files.writeString(
        folder.resolve("a.csv"),
        "item,worker,label\n1,w1,x\n1,w2,x\n1,w3,y\n2,w1,y\n2,w2,y\n2,w3,x\n3,w1,x\n3,w1,y\n");
    Files.writeString(folder.resolve("t.csv"), "item,truth\n1,x\n2,x\n");

    assertThat(
            labelloop(
                "consolidate",
                "--annotations",
                folder.resolve("a.csv"),
                "--method",
                "majority-vote",
                "--truth",
                folder.resolve("t.csv"),
                "--out",
                folder.resolve("o.jsonl"),
                "--json"))
        .isZero();
    assertThat(json().path("accuracy").asDouble()).isEqualTo(0.5);
    assertThat(json().path("items").asInt()).isEqualTo(3);
    assertThat(json().path("rejected").asInt()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("o.jsonl")))
        .contains("{\"item\":\"1\",\"label\":\"x\"");
    assertThat(err.toString()).contains("a.csv:9");
  }

  @Test
  void arguments_thatAreWrong_exitWithTwo() {
    assertThat(labelloop()).isEqualTo(2);
    assertThat(labelloop("rnu")).isEqualTo(2);
    assertThat(labelloop("status", folder.resolve("nowhere"))).isEqualTo(2);
    assertThat(labelloop("run", folder.resolve("nowhere.json"))).isEqualTo(2);
    assertThat(labelloop("consolidate", "--annotations", folder.resolve("none.csv"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("is no workspace of a campaign", "there is no campaign file");
  }

  private void addGold(String lines) throws IOException {
    Files.writeString(folder.resolve("gold.jsonl"), lines);
    Path campaign = folder.resolve("campaign.json");
    Files.writeString(
        campaign,
        Files.readString(campaign)
            .replace("\"max\": 2}}", "\"max\": 2}, \"gold\": {\"location\": \"gold.jsonl\"}}"));
  }

  @Test
  void check_ofGoldThatContradictsItself_namesFileAndLineOfEveryMistake() throws IOException {
    addGold(
        """
        {"id": "g1", "text": "sun", "label": "good"}
        {"id": "g2", "text": "rain", "label": "wet"}
        {"id": "g1", "text": "sun", "label": "bad"}
        {"id": "g3", "label": "bad"}
        """);
    assertThat(labelloop("check", folder.resolve("campaign.json"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("gold.jsonl:2: the column 'label' of item 'g2'")
        .contains("gold.jsonl:3: item 'g1' stands in")
        .contains("not 'bad': neither can be trusted")
        .contains("gold.jsonl:4: ");
  }

  @Test
  void check_ofTooLittleGold_isAMistakeBelowFiveAndAWarningBelowFifty() throws IOException {
    String line = "{\"id\": \"g%d\", \"text\": \"sun\", \"label\": \"%s\"}%n";
    addGold(line.formatted(1, "good") + line.formatted(2, "bad"));
    assertThat(labelloop("check", folder.resolve("campaign.json"))).isEqualTo(2);
    assertThat(err.toString()).contains("at least 5 hidden gold items", "there were 2");

    var six = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      six.append(line.formatted(i, i % 2 == 0 ? "good" : "bad"));
    }
    Files.writeString(folder.resolve("gold.jsonl"), six);
    assertThat(labelloop("check", folder.resolve("campaign.json"))).isZero();
    assertThat(out.toString()).contains("has 6 hidden items; confidences are calibrated");
  }

  @Test
  void reinstate_ofNobody_saysWhoIsSuspended() {
    assertThat(
            labelloop("run", folder.resolve("campaign.json"), "--workspace", folder.resolve("w")))
        .isZero();
    assertThat(labelloop("reinstate", folder.resolve("w"), "annotator-01", "--by", "ann"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("the campaign has ended");
  }
}
