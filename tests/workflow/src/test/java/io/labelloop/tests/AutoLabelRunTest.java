package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Automatic labels through the whole workflow: audit rounds, the verdict, the labels file. */
class AutoLabelRunTest {
  @TempDir private Path folder = Path.of("");

  private CampaignSummary summary(String workspace, String autoLabel, String stop, int parts)
      throws IOException {
    String json =
        campaignJson(stop, "")
            .replace("\"seed\": 11", "\"autoLabel\": " + autoLabel + ", \"seed\": 11");
    List<String> lines = pool(1_500);
    int cut = 1_500 / parts;
    Path campaign =
        write(
            folder.resolve(workspace + "-file"),
            json,
            java.util.stream.IntStream.range(0, parts)
                .mapToObj(part -> lines.subList(part * cut, (part + 1) * cut))
                .toList());
    LocalEngine.Ended ended = run(campaign, folder.resolve(workspace), 2);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary();
  }

  private Path file(String workspace, String name) {
    return folder.resolve(workspace).resolve("campaigns/small").resolve(name);
  }

  private AutoLabelVerdict verdict(String workspace) throws IOException {
    return JsonCodec.read(
        Files.readAllBytes(file(workspace, "autolabel/verdict.json")), AutoLabelVerdict.class);
  }

  private List<LabelLine> labels(String workspace) throws IOException {
    return JsonCodec.readLines(
        Files.readAllBytes(file(workspace, "labels.jsonl")), LabelLine.class);
  }

  @Test
  void run_withAutomaticLabels_certifiesASetAndHandsItBackBesideTheHumanLabels()
      throws IOException {
    CampaignSummary summary =
        summary(
            "work",
            "{\"precision\": 0.88, \"annotationsPerItem\": 5}",
            "{\"maxRounds\": 3, \"budget\": \"400 USD\"}",
            1);

    assertThat(summary.outcome()).isEqualTo("max-rounds");
    assertThat(summary.autoLabeled()).isGreaterThan(300);
    List<LabelLine> labels = labels("work");
    List<LabelLine> automatic =
        labels.stream().filter(line -> line.source().equals(LabelLine.AUTO)).toList();
    assertThat(automatic).hasSize((int) summary.autoLabeled());
    assertThat(labels).hasSize((int) (summary.autoLabeled() + summary.labeled()));
    assertThat(labels).extracting(LabelLine::id).doesNotHaveDuplicates();
    assertThat(labels).extracting(LabelLine::stream).contains("audit", "auto", "query");
    long right =
        automatic.stream()
            .filter(
                line ->
                    line.label()
                        .equals(
                            Integer.parseInt(line.id().value().substring(5)) % 2 == 0
                                ? "plus"
                                : "minus"))
            .count();
    assertThat((double) right / automatic.size()).isGreaterThan(0.9);
    assertThat(
            Files.readString(file("work", "labels.manifest"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\"human-annotated\":\"no\"")))
        .hasSize(automatic.size());
    List<String> table = Files.readAllLines(file("work", "labels.csv"));
    assertThat(table.getFirst()).isEqualTo("id,label,confidence,source,stream,round,annotations");
    assertThat(table).hasSize(1 + labels.size());
    assertThat(table.stream().filter(line -> line.contains("\"auto\""))).hasSize(automatic.size());
    AutoLabelVerdict verdict = verdict("work");
    assertThat(verdict.labels()).isEqualTo(summary.autoLabeled());
    assertThat(verdict.saved().isMoreThan(verdict.auditCost())).isTrue();
    assertThat(verdict.groups().getFirst().trail())
        .anyMatch(AutoLabelVerdict.Look::certified)
        .allMatch(look -> look.mistakes() <= look.audited());
    assertThat(Files.readString(file("work", "report.html"))).contains("Automatic labels");
    assertThat(
            summary
                .spent()
                .amount()
                .compareTo(
                    new BigDecimal("0.05").multiply(BigDecimal.valueOf(summary.annotations()))))
        .isZero();
  }

  @Test
  void run_ofASplitPoolOrAgain_labelsTheSame() throws IOException {
    String stop = "{\"maxRounds\": 2}";
    summary("one", "{\"precision\": 0.9, \"perClass\": true}", stop, 1);
    Map<String, String> before = documents(folder.resolve("one"));
    summary("one", "{\"precision\": 0.9, \"perClass\": true}", stop, 1);
    assertThat(documents(folder.resolve("one"))).isEqualTo(before);

    summary("three", "{\"precision\": 0.9, \"perClass\": true}", stop, 3);
    assertThat(verdict("three")).isEqualTo(verdict("one"));
    assertThat(labels("three").stream().collect(Collectors.toSet()))
        .isEqualTo(labels("one").stream().collect(Collectors.toSet()));
    assertThat(verdict("one").groups())
        .extracting(AutoLabelVerdict.Group::name)
        .containsExactly("plus", "minus");
  }

  @Test
  void run_whoseMoneyDoesNotPayForTheAudit_saysSoAndLabelsNothing() throws IOException {
    CampaignSummary summary = summary("poor", "{\"precision\": 0.9}", "{\"budget\": \"6 USD\"}", 1);

    assertThat(summary.outcome()).isEqualTo("budget-exhausted");
    assertThat(summary.autoLabeled()).isZero();
    assertThat(verdict("poor").groups().getFirst().why()).contains("there was no money to audit");
    assertThat(summary.spent().amount()).isLessThanOrEqualTo(new BigDecimal("6"));
  }

  @Test
  void run_withoutAutomaticLabels_leavesNoTraceOfThem() throws IOException {
    Path campaign =
        write(
            folder.resolve("plain-file"),
            campaignJson("{\"maxRounds\": 1}", ""),
            List.of(pool(200)));
    run(campaign, folder.resolve("plain"), 2);
    assertThat(documents(folder.resolve("plain")).keySet())
        .noneMatch(key -> key.contains("autolabel"));
  }
}
