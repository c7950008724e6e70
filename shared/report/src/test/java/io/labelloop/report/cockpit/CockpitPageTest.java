package io.labelloop.report.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.budget.Money;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CampaignFigures.Course;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CockpitPageTest {
  private static final String HOSTILE =
      "</style></cwdb-action><script>alert(1)</script><img src=x onerror='a'>\"&amp;\u202Eabc";
  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:1:function:widget:live";
  private static final ConsolePlaces CONSOLE =
      new ConsolePlaces(
          "arn:aws:states:eu-west-1:123456789012:stateMachine:labels-campaign",
          "labels-bucket",
          "/labelloop/labels/functions");

  static CampaignFigures figures(String name, Outcome outcome, Course course) {
    return new CampaignFigures(
        "campaigns/" + name + "/",
        name,
        Optional.of("execution-1"),
        outcome,
        course,
        name,
        false,
        3,
        Optional.of(new CampaignFigures.Bound(0.8999, 0.9, 0.95)),
        Optional.of(
            new CampaignFigures.Books(
                Money.parse("20 USD"),
                Money.parse("5 USD"),
                Optional.of(Money.parse("55 USD")),
                Optional.of(Money.parse("80 USD")),
                Optional.of(Money.parse("90 USD")))),
        640,
        Optional.of(213.4),
        Optional.of(new CampaignFigures.People(4, 11)),
        outcome == Outcome.RUNNING
            ? Optional.of(
                new CampaignFigures.OpenQuestions(
                    3,
                    2,
                    40,
                    80,
                    Optional.of(31),
                    Instant.parse("2026-01-02T03:04:05Z"),
                    Duration.ofHours(27)))
            : Optional.empty(),
        Optional.of(new CampaignFigures.Expected("answers", Duration.ofMinutes(-95))),
        new CampaignFigures.Documents(
            Optional.of("campaigns/" + name + "/report.html"), Optional.empty(), Optional.empty()));
  }

  private static CampaignFigures.Detail detail(String name, Outcome outcome, Course course) {
    return new CampaignFigures.Detail(
        figures(name, outcome, course),
        List.of(
            new CampaignFigures.RoundPoint(
                1, 40, Optional.of(0.8), Optional.of(0.74), Money.parse("8 USD")),
            new CampaignFigures.RoundPoint(
                2, 80, Optional.of(0.88), Optional.of(0.83), Money.parse("20 USD"))));
  }

  private static CockpitPage page(Theme theme) {
    return new CockpitPage(theme, new WidgetControls(FUNCTION, CONSOLE));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void page_ofHostileTextInEveryField_hasNoScriptNoForeignAddressAndAllOfTheText(Theme theme) {
    for (String html :
        List.of(
            page(theme)
                .overview(
                    new CockpitAssembly.Overview(
                        List.of(figures(HOSTILE, Outcome.RUNNING, Course.GOES_ON)), 0)),
            page(theme)
                .campaign(
                    detail(HOSTILE, Outcome.RUNNING, Course.GOES_ON),
                    Optional.of(new CockpitOrders.Outcome(false, HOSTILE))),
            page(theme).notice(HOSTILE))) {
      var parser = Parser.htmlParser().setTrackErrors(10);
      Document page = Jsoup.parse(html, "", parser);
      assertThat(parser.getErrors()).isEmpty();
      assertThat(page.select("script, img, iframe, link, object, [onerror], [src]")).isEmpty();
      assertThat(html).doesNotContain("url(", "@import", "javascript:");
      for (Element link : page.select("[href]")) {
        assertThat(link.attr("href")).startsWith("https://eu-west-1.console.aws.amazon.com/");
      }
      assertThat(page.text()).contains("<script>alert(1)</script>");
      // whatever may hold a right-to-left override is isolated from the words around it
      for (Element element : page.select("body *:not(cwdb-action)")) {
        if (element.ownText().indexOf('\u202E') >= 0) {
          assertThat(element.attr("dir")).as(element.outerHtml()).isEqualTo("auto");
        }
      }
    }
  }

  @Test
  void overview_ofACampaign_saysAllThatIsAskedOfIt() {
    String text =
        Jsoup.parse(
                page(Theme.LIGHT)
                    .overview(
                        new CockpitAssembly.Overview(
                            List.of(figures("birds", Outcome.RUNNING, Course.GOES_ON)), 7)))
            .text();
    // a bound just below its target is not rounded up to it
    assertThat(text)
        .contains("birds", "waits for people", "≥ 0.899 of 0.900", "20 USD", "5 USD", "55 USD")
        .contains("213", "4 of 11", "31 of 80 answers", "for 1 d 3 h", "overdue by 1 h 35 min")
        .contains("7 more campaigns are not shown");
  }

  @Test
  void campaign_withRounds_hasItsCurvesAndConsoleLinks() {
    Document page =
        Jsoup.parse(
            page(Theme.DARK)
                .campaign(detail("birds", Outcome.RUNNING, Course.GOES_ON), Optional.empty()));
    assertThat(page.select("figure svg[role=img] title").eachText())
        .containsExactly("Accuracy by training labels", "Money by round, in USD");
    // what is left is left of the budget that holds now
    assertThat(page.text()).contains("of 80 USD, 90 USD from the next round");
    assertThat(page.select(".links a").eachAttr("href"))
        .containsExactly(
            "https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/"
                + "arn%3Aaws%3Astates%3Aeu-west-1%3A123456789012%3Aexecution%3Alabels-campaign%3Aexecution-1",
            "https://eu-west-1.console.aws.amazon.com/s3/object/labels-bucket?region=eu-west-1"
                + "&prefix=campaigns%2Fbirds%2Freport.html",
            "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/"
                + "$252Flabelloop$252Flabels$252Ffunctions");
  }

  @Test
  void page_ofEachTheme_hasItsColours() {
    var overview = new CockpitAssembly.Overview(List.of(), 0);
    assertThat(Jsoup.parse(page(Theme.DARK).overview(overview)).select(".labelloop.dark"))
        .hasSize(1);
    assertThat(Jsoup.parse(page(Theme.LIGHT).overview(overview)).select(".labelloop.light"))
        .hasSize(1);
    assertThat(Theme.of("unheard-of")).isEqualTo(Theme.LIGHT);
  }

  @Test
  void button_ofAnOrder_asksAndCallsTheFunctionWithTheCampaign() throws Exception {
    Document page =
        Jsoup.parse(
            page(Theme.LIGHT)
                .campaign(detail("a<b>&'", Outcome.RUNNING, Course.GOES_ON), Optional.empty()));
    List<Element> actions = page.select(".order cwdb-action");
    assertThat(actions).hasSize(5);
    for (Element action : actions) {
      assertThat(action.attr("action")).isEqualTo("call");
      assertThat(action.attr("endpoint")).isEqualTo(FUNCTION);
      assertThat(action.attr("confirmation")).contains("a<b>&'");
      // an action belongs to the element before it
      assertThat(action.previousElementSiblings().get(0).className()).isEqualTo("btn");
      JsonNode parameters = new ObjectMapper().readTree(action.html());
      assertThat(parameters.path("campaign").asText()).isEqualTo("campaigns/a<b>&'/");
      assertThat(CockpitOrder.of(parameters.path("order").asText())).isPresent();
    }
  }

  @Test
  void order_suits_whatTheCampaignCanStillFollow() {
    assertThat(suiting(Outcome.RUNNING, Course.GOES_ON))
        .containsExactly(
            CockpitOrder.PAUSE,
            CockpitOrder.STOP,
            CockpitOrder.BUDGET,
            CockpitOrder.DEADLINE,
            CockpitOrder.REVIEW);
    assertThat(suiting(Outcome.RUNNING, Course.PAUSED))
        .contains(CockpitOrder.RESUME)
        .doesNotContain(CockpitOrder.PAUSE);
    assertThat(suiting(Outcome.RUNNING, Course.STOPPING))
        .doesNotContain(CockpitOrder.STOP, CockpitOrder.PAUSE, CockpitOrder.RESUME);
    assertThat(suiting(Outcome.ACCURACY_CERTIFIED, Course.GOES_ON)).isEmpty();
  }

  private static List<CockpitOrder> suiting(Outcome outcome, Course course) {
    return java.util.Arrays.stream(CockpitOrder.values())
        .filter(order -> order.suits(figures("x", outcome, course)))
        .toList();
  }

  @Test
  void places_withoutAStateMachine_areRefused() {
    assertThatThrownBy(() -> new ConsolePlaces("", "b", "l"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be an ARN");
  }
}
