package io.labelloop.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.estimation.Reliability;
import io.labelloop.model.GridSearch;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectReason;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.AnswersReport;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignSummary;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String HOSTILE =
      "</pre><script>alert(1)</script><img src=x onerror='a'>\"&amp;\u202Eabc";

  @Test
  void render_ofAnAnsweredQuestion_saysWhetherActiveLearningHelpedAndWhatWasDrawn()
      throws Exception {
    String page =
        new String(
            new HtmlReport().render(report("x", "max-rounds")),
            java.nio.charset.StandardCharsets.UTF_8);
    assertThat(page)
        .contains("<h2>Did active learning help here?</h2>")
        .contains(
            "Yes. With 60 labels each, a model of the items that were chosen first is right on 0.929")
        .contains("a difference of +0.060, with 95 % confidence between +0.031 and +0.090.")
        .contains("<h2>Which strategy a round drew</h2>")
        .contains("<td dir=\"auto\">margin</td><td dir=\"auto\">0.625</td>");
  }

  @Test
  void render_ofHostileText_keepsItText() throws Exception {
    Document page = page(report(HOSTILE, "budget-exhausted"));
    assertThat(page.select("script, img, [onerror], [src], [href]")).isEmpty();
    assertThat(page.expectFirst("h1").wholeText()).isEqualTo(HOSTILE);
    assertThat(page.expectFirst("pre").wholeText()).isEqualTo(HOSTILE);
    assertThat(page.expectFirst(".items p").wholeText()).isEqualTo(HOSTILE);
    assertThat(page.expectFirst(".items strong").wholeText()).isEqualTo(HOSTILE);
  }

  @Test
  void render_ofHostileTextInEveryField_showsItInEachAndMakesNoMarkupOfIt() throws Exception {
    Document page = page(report(HOSTILE, "budget-exhausted"));
    assertThat(page.select("script, img, [onerror], [src], [href], iframe, link")).isEmpty();
    // title and sentences hold it among other words; each of these is the text alone
    for (String selector :
        List.of(
            "h1",
            "pre",
            ".items p",
            ".items strong",
            "summary bdi",
            "p bdi",
            ".items div bdi",
            "tr th[scope=row][dir=auto]",
            "tr td[dir=auto]")) {
      assertThat(page.select(selector).stream().map(e -> e.wholeText()))
          .as(selector)
          .contains(HOSTILE);
    }
    assertThat(
            page.select("tr th[scope=col][dir=auto]").stream().map(element -> element.wholeText()))
        .contains(label(HOSTILE));
    assertThat(page.expectFirst("title").text()).contains("</pre><script>alert(1)</script>");
    assertThat(page.select("main > p[dir=auto]").eachText()).anyMatch(t -> t.contains("alert(1)"));
  }

  @Test
  void render_ofAWholeReport_hasNoUserTextOutsideAnIsolatedElement() throws Exception {
    // a right-to-left override in a text must not turn the words around it
    for (var element : page(report(HOSTILE, "running")).select("body *")) {
      if (element.ownText().indexOf('\u202E') >= 0) {
        assertThat(element.tagName().equals("bdi") || element.attr("dir").equals("auto"))
            .as(element.outerHtml())
            .isTrue();
      }
    }
  }

  @Test
  void render_ofTheSameReport_isTheSameBytes() throws Exception {
    assertThat(new HtmlReport().render(report("x", "running")))
        .isEqualTo(new HtmlReport().render(report("x", "running")));
  }

  @Test
  void render_ofAnExhaustedBudget_saysThatTheTargetWasMissed() throws Exception {
    assertThat(page(report("x", "budget-exhausted")).expectFirst(".claim").text())
        .contains("budget ended", "at least 0.873", "437 of 463", "The target is 0.900");
  }

  @Test
  void render_ofASimulatedCampaign_saysSoFirst() throws Exception {
    assertThat(page(report("x", "running")).expectFirst(".notice").text()).contains("Simulated");
  }

  @Test
  void render_ofACampaignsEnd_saysWhichRuleFiredWhatTheOthersSaidAndWhatMoreWouldBring()
      throws Exception {
    String text = page(report("x", "budget-exhausted")).text();
    assertThat(text)
        .contains(
            "How the model was set",
            "How sure the model may be",
            "a temperature of 0.625",
            "held-out training labels 120 0.125 0.063",
            "certification items 463 0.250 0.031",
            "Share right by confidence, on certification items")
        .contains("Why it ended", "budget yes 0 USD left", "maxRounds no 6 of 9 rounds are done")
        .contains("20 training labels for about 2.40 USD", "about 1.230 percentage points");
  }

  @Test
  void render_ofBoundsByClassAndOfLabelNoise_neverRoundsInTheClaimsFavour() throws Exception {
    String text = page(report("x", "budget-exhausted")).text();
    assertThat(text)
        .contains("x 9 10 8 0.511 0.600")
        .contains("90 of the certification items, and 1 came out differently")
        .contains("at most a share of 0.052 would", "accuracy is then at least 0.822");
  }

  @Test
  void render_ofAutomaticLabels_namesTheSetItsGuaranteeItsTrailAndTheSaving() throws Exception {
    String text = page(report("x", "max-rounds")).text();
    assertThat(text)
        .contains("labeled 700 items, all those of at least 0.812500 confidence")
        .contains("With 95 % confidence at least 97 % of these labels")
        .contains("100 items were audited for 12 USD", "would have cost at least 84 USD")
        // 1,797 items, 120 labeled by people and 700 by the model
        .contains("977 items of the pool have no label")
        .contains("x 0.812500 800 100 0 0.0123 yes");
  }

  @Test
  void render_ofAGrownPool_listsItsPartsAndWhatTheStreamLacks() throws Exception {
    assertThat(page(report("x", "max-rounds")).text())
        .contains("How the pool grew", "1 1500 400 0", "3 1797 463 17");
  }

  @Test
  void render_ofMoneyBesideWhatWasPaid_tellsAwssOwnCostApartAndWhoChangedTheBudget()
      throws Exception {
    String text = page(report("x", "max-rounds")).text();
    assertThat(text)
        .contains("On AWS the workflow itself would have cost about 0.3303 USD")
        .contains("0.1001 USD for Lambda", "0.2002 USD for Step Functions", "0.03 USD for requests")
        .contains("us-east-1 as of 2026-11-25, and no part of what was spent")
        .contains("2026-01-02T03:04:05Z x 12 USD round 4 begins");
  }

  @Test
  void render_ofAnAnnotatorWhoTellsNothing_showsTheEvidence() throws Exception {
    String row = page(report("x", "running")).select("tr:contains(suspended)").text();
    assertThat(row)
        .isEqualTo(
            "x 60 0.300 0.00 (0.00 to 0.03) 2 of 9 (0.03 to 0.60) 2.500 40 suspended since round 3:"
                + " the answers tell nothing");
    assertThat(page(report("x", "running")).text()).contains("0.30 (0.12 to 0.55)");
  }

  @Test
  void render_ofAConsolidation_showsCalibrationAndTheItemsInDispute() throws Exception {
    Document page = page(report("x", "running"));
    assertThat(page.text())
        .contains("Method: dawid-skene (named).")
        .contains("calibrated by 80 gold items (temperature 2.500)")
        // .8 stated and half of them right; before, .99 was stated
        .contains("differ by 0.300 on average; before, by 0.490")
        .contains("more than 5 % of the labels depend on the method")
        .contains("Of 10 items, 1 (10.0 %) get another label by majority-vote.")
        .contains("x x 1");
    assertThat(page.select("svg title").eachText())
        .contains("How often labels are right by their stated confidence");
  }

  private static Document page(CampaignReport report) throws Exception {
    byte[] bytes = new HtmlReport().render(report);
    Files.write(Path.of("target", "report.html"), bytes);
    return Jsoup.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** A label that turns the direction of text would be refused with its file. */
  private static String label(String text) {
    return text.replace("\u202E", "");
  }

  private static CampaignReport report(String text, String outcome) throws Exception {
    byte[] file =
        Files.readAllBytes(
            Path.of(System.getProperty("labelloop.root"), "examples/digits/campaign.json"));
    var names =
        new KnownNames(
            List.of("margin-cluster"),
            List.of("typical"),
            List.of("logistic-regression"),
            List.of("mnlp", "margin", "random"),
            List.of("crf", "hmm"));
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file);
    ObjectNode task = (ObjectNode) json.get("task");
    task.put("question", text);
    ((ArrayNode) task.get("labels")).set(0, label(text));
    file = new ObjectMapper().writeValueAsBytes(json);
    var reading = new CampaignSpecReader(names).read(file, "examples/digits/campaign.json");
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    CampaignSpec spec = ((CampaignSpecReader.Reading.Valid) reading).spec();
    var curve =
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                r ->
                    new CampaignSummary.CurvePoint(
                        r,
                        20 * r,
                        60L * r,
                        new BigDecimal(r * 2),
                        Optional.of(0.7 + 0.04 * r),
                        Optional.of(0.6 + 0.045 * r)))
            .toList();
    var summary =
        new CampaignSummary(
            text,
            outcome,
            6,
            1797,
            2,
            360,
            120,
            0,
            new CampaignSummary.Amount(new BigDecimal("12"), "USD"),
            Optional.of(new CampaignSummary.Amount(new BigDecimal("12"), "USD")),
            Optional.of(new CampaignSummary.CertificationSummary(463, 437, 0.8739, 0.95, 0.9)),
            curve,
            List.of(
                new CampaignSummary.PoolPoint(1, 1500, 400, 400),
                new CampaignSummary.PoolPoint(3, 1797, 463, 480)),
            Optional.empty(),
            new CampaignSummary.MoneySummary(
                Optional.of(
                    new CampaignSummary.RunningCostSummary(
                        usd("0.3303"),
                        usd("0.1001"),
                        usd("0.2002"),
                        usd("0.03"),
                        "us-east-1",
                        "2026-11-25")),
                List.of(
                    new CampaignSummary.BudgetChange(
                        usd("12"), text, "2026-01-02T03:04:05Z", Optional.of("round 4 begins"))),
                Optional.of(usd("28"))),
            Optional.empty(),
            Optional.of(text),
            Optional.empty(),
            Optional.empty(),
            0,
            List.of());
    double[] ring = IntStream.range(0, 64).mapToDouble(i -> i % 17).toArray();
    var asked =
        List.of(
            new CampaignReport.AskedItem(
                text, new ItemContent.Text(text), text, 0.4, 3, 1, text, Optional.of(text + "?")),
            new CampaignReport.AskedItem(
                "wrong", new ItemContent.Text("x"), "1", 0.4, 3, 1, "query", Optional.of(text)),
            new CampaignReport.AskedItem(
                "digit-1",
                new ItemContent.Features(DenseVector.of(ring)),
                "7",
                0.9,
                2,
                1,
                "query",
                Optional.of("7")));
    var rounds =
        IntStream.rangeClosed(1, 6)
            .mapToObj(r -> new CampaignReport.RoundReport(r, 18, 2, 0, 60, new BigDecimal(2)))
            .toList();
    return new CampaignReport(
        summary,
        spec,
        text,
        Instant.EPOCH,
        Instant.EPOCH,
        true,
        rounds,
        List.of(List.of(9, 1), List.of(0, 8)),
        Optional.empty(),
        answers(text),
        asked,
        new RejectCounts(
            Map.of(RejectReason.NOT_A_NUMBER, 2L),
            Map.of(text, Map.of(RejectReason.NOT_A_NUMBER, 2L))),
        Optional.empty(),
        new CampaignReport.Evidence(
            Optional.of(
                new Decision(
                    Decision.VERSION,
                    6,
                    false,
                    outcome,
                    List.of(
                        new Decision.Rule("budget", true, "0 USD left"),
                        new Decision.Rule("maxRounds", false, "6 of 9 rounds are done")),
                    new Decision.NextRound(20, Money.parse("2.40 USD"), Optional.of(0.0123)),
                    Optional.empty())),
            Optional.of(
                new Evaluation(
                    Evaluation.VERSION,
                    6,
                    463,
                    437,
                    0.8739,
                    0.01,
                    false,
                    Optional.empty(),
                    List.of(),
                    List.of(new Evaluation.ClassBound(text, 9, 10, 8, 0.5119, 0.6)),
                    Optional.of(new Evaluation.LabelNoise(90, 1, 0.0512, 0.95, 0.8227)))),
            Optional.of(
                new AutoLabelVerdict(
                    AutoLabelVerdict.VERSION,
                    6,
                    0.97,
                    0.95,
                    List.of(
                        new AutoLabelVerdict.Group(
                            text,
                            Optional.of(2),
                            Optional.of(0.8125),
                            700,
                            1200,
                            "the audit of the next set found too many mistakes",
                            List.of(
                                new AutoLabelVerdict.Look(0.8125, 800, 100, 0, 0.01234, true)))),
                    100,
                    Money.parse("12 USD"),
                    Money.parse("84 USD"))),
            Optional.of(
                new Calibration(
                    Calibration.VERSION,
                    6,
                    0.625,
                    120,
                    List.of(
                        new Calibration.Diagram(
                            Calibration.TRAINING, 120, 0.125, 0.0625, List.of(), List.of()),
                        new Calibration.Diagram(
                            Calibration.CERTIFICATION,
                            463,
                            0.25,
                            0.03125,
                            List.of(new Reliability.Bin(463, 0.5, 0.75)),
                            List.of(new Reliability.Bin(463, 0.75, 0.75)))))),
            Optional.of(
                new Training(
                    Training.VERSION,
                    6,
                    120,
                    List.of(60, 60),
                    Optional.of(
                        new Training.Search(
                            5,
                            List.of(
                                new Training.SearchedTrainer(
                                    "linear-svm",
                                    "C = 0.1",
                                    120,
                                    List.of(
                                        new GridSearch.Point("C = 0.1", 0.5125),
                                        new GridSearch.Point("C = 1.0", 0.75))),
                                new Training.SearchedTrainer(
                                    "random-forest", "as it is", 0, List.of())))),
                    Optional.of(
                        new Training.SelfTraining(List.of(12, 30), .25, 99, .5, .4375, true))))),
        new CampaignReport.Choice(
            Optional.of(
                new ActiveLearning(
                    ActiveLearning.VERSION,
                    60,
                    463,
                    430,
                    402,
                    0.06,
                    0.031,
                    0.0899,
                    0.95,
                    "helped",
                    Optional.empty())),
            List.of(
                new BanditDraw(
                    BanditDraw.VERSION,
                    2,
                    List.of("margin", "random"),
                    List.of(0.625, 0.375),
                    "margin",
                    0.5))),
        Map.of(text, text));
  }

  private static CampaignSummary.Amount usd(String amount) {
    return new CampaignSummary.Amount(new BigDecimal(amount), "USD");
  }

  private static AnswersReport answers(String text) {
    var cell = new AnnotatorReport.Cell(0.3, 0.12, 0.55);
    var spammer =
        new AnswersReport.Annotator(
            text,
            60,
            40,
            0.3,
            Optional.of(new AnnotatorReport.Information(0.004, 0.004, 0, 0.031, 55, 20)),
            Optional.of(new AnswersReport.GoldScore(2, 9, 0.0281, 0.6001)),
            Optional.of(2.5),
            Optional.of(3),
            List.of(List.of(cell, cell), List.of(cell, cell)));
    return new AnswersReport(
        AnswersReport.VERSION,
        text,
        List.of(spammer),
        Optional.of(
            new AnswersReport.ConsolidationReview(
                "dawid-skene",
                "named",
                80,
                Map.of("one-coin", 0.91),
                Optional.of(
                    new AnswersReport.Calibrated(
                        2.5,
                        80,
                        Reliability.of(new double[] {0.99, 0.99}, new double[] {1, 0}),
                        Reliability.of(new double[] {0.8, 0.8}, new double[] {1, 0}))),
                new AnswersReport.Disagreement(
                    List.of("dawid-skene", "majority-vote"),
                    10,
                    0.1,
                    true,
                    List.of(
                        new AnswersReport.DisputedItem(
                            text, Map.of("dawid-skene", text, "majority-vote", "1")))))));
  }
}
