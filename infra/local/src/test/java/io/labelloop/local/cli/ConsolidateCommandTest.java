package io.labelloop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolidateCommandTest {
  @TempDir private Path folder = Path.of("replaced by JUnit");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void empty() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }

  private int consolidate(Object... arguments) {
    List<String> words = new ArrayList<>(List.of("consolidate"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Labelloop.execute(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private JsonNode json() throws IOException {
    return JsonCodec.mapper().readTree(out.toString());
  }

  /** 200 items of class a or b, three good annotators and two who guess. */
  private Path answers() throws IOException {
    var rows = new StringBuilder("item,worker,label,time\n");
    Random random = new Random(8);
    for (int i = 0; i < 200; i++) {
      for (int w = 0; w < 5; w++) {
        boolean right = random.nextDouble() < (w < 3 ? 0.85 : 0.5);
        rows.append(
            "i%03d,w%d,%s,%d%n".formatted(i, w, right == (i % 2 == 0) ? "a" : "b", 7 * i + 1));
      }
    }
    return file("answers.csv", rows.toString());
  }

  private Path known(String name, int from, int to) throws IOException {
    var rows = new StringBuilder("item,truth\n");
    for (int i = from; i < to; i++) {
      rows.append("i%03d,%s%n".formatted(i, i % 2 == 0 ? "a" : "b"));
    }
    return file(name, rows.toString());
  }

  @Test
  void consolidate_byAutoWithGold_choosesCalibratesAndReportsAnnotators() throws IOException {
    Path annotators = folder.resolve("annotators.jsonl");
    int code =
        consolidate(
            "--annotations",
            answers(),
            "--method",
            "auto",
            "--gold",
            known("gold.csv", 0, 80),
            "--truth",
            known("truth.csv", 0, 200),
            "--annotators",
            annotators,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonNode result = json();
    assertThat(result.path("method").asText()).isNotEqualTo("auto");
    assertThat(result.path("reason").asText()).contains("80 gold items");
    assertThat(result.path("goldAccuracy").size()).isEqualTo(7);
    assertThat(result.path("gold").asInt()).isEqualTo(80);
    // of 120 items, the 80 gold ones left out: a multiple of 1/120 (ties count by halves)
    double accuracy = result.path("accuracy").asDouble();
    assertThat(accuracy).isBetween(0.85, 0.999);
    assertThat(accuracy * 240).isCloseTo(Math.rint(accuracy * 240), within(1e-6));
    JsonNode calibration = result.path("calibration");
    assertThat(calibration.path("gold").asInt()).isEqualTo(80);
    assertThat(calibration.path("temperature").asDouble()).isPositive();
    assertThat(calibration.at("/before/expectedCalibrationError").isNumber()).isTrue();
    assertThat(calibration.at("/after/bins/0/labels").asInt()).isPositive();

    List<String> reports = Files.readAllLines(annotators);
    assertThat(reports).hasSize(5);
    JsonNode good = JsonCodec.mapper().readTree(reports.get(0));
    JsonNode guesser = JsonCodec.mapper().readTree(reports.get(4));
    assertThat(good.path("annotator").asText()).isEqualTo("w0");
    assertThat(good.path("secondsPerAnswer").asDouble()).isEqualTo(7);
    assertThat(good.path("answersLeft").asInt()).isZero();
    assertThat(good.at("/information/relative").asDouble()).isGreaterThan(0.2);
    assertThat(guesser.at("/information/relative").asDouble()).isLessThan(0.1);
    JsonNode cell = good.at("/confusion/0/0");
    assertThat(cell.path("lower").asDouble()).isLessThan(cell.path("probability").asDouble());
    assertThat(cell.path("upper").asDouble()).isGreaterThan(cell.path("probability").asDouble());
  }

  @Test
  void consolidate_whereMethodsDisagree_warnsAndListsTheItems() throws IOException {
    Path disputed = folder.resolve("disputed.jsonl");
    assertThat(consolidate("--annotations", answers(), "--disputed", disputed, "--json")).isZero();
    JsonNode disagreement = json().path("disagreement");
    int items = disagreement.path("disputed").asInt();
    assertThat(items).isGreaterThan(10);
    assertThat(disagreement.path("warning").asBoolean()).isTrue();
    assertThat(disagreement.path("share").asDouble()).isCloseTo(items / 200.0, within(1e-12));
    assertThat(Files.readAllLines(disputed))
        .hasSize(items)
        .allMatch(line -> line.contains("\"majority-vote\":"));
    assertThat(err.toString()).contains("warning: dawid-skene, majority-vote, one-coin disagree");
    assertThat(json().path("warnings").size()).isEqualTo(1);

    empty();
    assertThat(consolidate("--annotations", answers(), "--json")).isZero();
    assertThat(json().at("/disagreement/items").size()).isEqualTo(items);
  }

  @Test
  void consolidate_ofBadRows_namesFileAndLineAndWritesRejects() throws IOException {
    Path annotations =
        file(
            "a.csv",
            "item,worker,label,time\n1,w1,x,\n1,w2,y,\n2,w1,z,\n2,w2,y,2999-01-01T00:00:00Z\n1,w1,y,\n2,w2,y,\n");
    Path gold = file("g.csv", "item,truth\n1,x\n1,y\n9,x\n2,q\n");
    Path labels = folder.resolve("o.jsonl");
    int code =
        consolidate(
            "--annotations",
            annotations,
            "--labels",
            "x,y",
            "--gold",
            gold,
            "--out",
            labels,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    assertThat(json().path("items").asInt()).isEqualTo(2);
    assertThat(json().path("rejected").asInt()).isEqualTo(7);
    assertThat(json().path("gold").asInt()).isZero();
    List<String> rejects = Files.readAllLines(folder.resolve("o.rejected.jsonl"));
    assertThat(rejects).hasSize(7);
    assertThat(String.join("\n", rejects))
        .contains(
            "a.csv\",\"line\":4",
            "'z' is not among",
            "a.csv\",\"line\":5",
            "lies in the future",
            "answered about item '1' before, in line 2",
            "g.csv\",\"line\":2",
            "it counts as unknown",
            "'9' has no annotation",
            "'q' of item '2' is not among");
    assertThat(err.toString()).contains("g.csv:5: label 'q'", "o.rejected.jsonl");

    // a later call without rejects leaves no old ones behind
    assertThat(consolidate("--annotations", answers(), "--out", labels)).isZero();
    assertThat(folder.resolve("o.rejected.jsonl")).doesNotExist();
  }

  @Test
  void consolidate_ofOneAnnotator_warns() throws IOException {
    Path annotations = file("one.csv", "item,worker,label\n1,w1,x\n2,w1,y\n");
    assertThat(consolidate("--annotations", annotations, "--json")).isZero();
    assertThat(err.toString()).contains("only one annotator answered, 'w1'");
  }

  @Test
  void consolidate_ofWrongInput_exitsWithTwoAndNamesIt() throws IOException {
    assertThat(consolidate("--annotations", file("e.csv", "item,worker,label\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("e.csv: there are no annotations below the first row");
    assertThat(consolidate("--annotations", answers(), "--labels", "a")).isEqualTo(2);
    assertThat(err.toString()).contains("--labels: a task has at least 2 classes, but got [a]");
    assertThat(consolidate("--annotations", answers(), "--gold", file("g.csv", "id\n")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("g.csv: known labels need the columns item and truth");
    assertThat(consolidate("--annotations", answers(), "--method", "glda")).isEqualTo(2);
    assertThat(err.toString()).contains("--method: ", "did you mean 'glad'?");
  }
}
