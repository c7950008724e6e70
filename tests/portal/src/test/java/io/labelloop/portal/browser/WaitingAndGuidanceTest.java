package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goals 12, 15 and 18 to 21: leases, waiting, training, guidelines, and answers that are no labels.
 */
@InABrowser
class WaitingAndGuidanceTest {
  private static final List<String> TEXTS = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void goal12_leavingThePage_givesBackTheItemsAhead(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.page().navigate("about:blank");
      ann.waitsUntil(() -> !portal.farewells().isEmpty());
      assertThat(portal.farewells().getFirst().path("have")).hasSize(3);
    }
  }

  @Test
  void goal12_heartbeats_goOnWhileThePageIsVisible(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.waitsUntil(() -> portal.heartbeats().size() >= 2);
      JsonNode beat = portal.heartbeats().getLast();
      assertThat(beat.path("active").asBoolean()).isTrue();
      assertThat(beat.path("have")).hasSize(3);
      assertThat(beat.path("current").asText()).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "done, Nothing to do right now",
    "locked, Others have the last items",
    "paused, The campaign is paused"
  })
  void goal15_nothingToDo_saysWhyAndGoesOnByItself(String state, String words, Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS))) {
      portal.publish(1);
      portal.sayWhenIdle(state);
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        ann.answer("1");
        assertThat(ann.item()).containsText(words);
        portal.publish(3);
        long from = System.nanoTime();
        assertThat(ann.item()).hasText("b");
        assertThat(System.nanoTime() - from).isLessThan(10_000_000_000L);
        ann.answer("2");
        ann.waitsUntil(() -> portal.labels().equals(List.of("x", "y")));
      }
    }
  }

  @Test
  void goal18_trainingItems_giveFeedbackBeforeTheNextItem(Chromium chromium) throws IOException {
    FakeCampaign training = FakeCampaign.texts(List.of("x", "y"), TEXTS).withTraining(2, "y");
    try (PortalFake portal = new PortalFake(training);
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      assertThat(ann.item()).containsText("Training");
      ann.press("1");
      assertThat(ann.item()).containsText("Another answer was expected");
      assertThat(ann.item()).containsText("Look at the loop.");
      ann.press("Enter");
      ann.answer("2");
      assertThat(ann.item()).containsText("As expected");
      ann.press("Enter");
      ann.seesAnItem();
      assertThat(ann.item()).hasText("c");
    }
  }

  @Test
  void goal19_timeAway_isNotCounted(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS));
        Annotator ann = Annotator.at(chromium, "about:blank")) {
      ann.page().clock().install();
      ann.page().navigate(portal.labeling());
      assertThat(ann.item()).hasText("a");
      ann.page().clock().runFor(5_000);
      ann.press("Shift");
      ann.page()
          .evaluate("() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }");
      ann.page().clock().runFor(600_000);
      ann.page()
          .evaluate("() => { document.hasFocus = () => true; dispatchEvent(new Event('focus')); }");
      ann.page().clock().runFor(2_000);
      ann.press("1");
      ann.page().clock().runFor(1_000);
      ann.waitsUntil(() -> portal.stored().size() == 1);
      // 5 s before and 2 s after; with the ten minutes it would be more than 60 s
      long active = portal.stored().getFirst().at("/meta/activeMillis").asLong();
      assertThat(active).isBetween(7_000L, 15_000L);
    }
  }

  @Test
  void goal20_guidelines_areInSightAndAChangeIsAnnouncedOnce(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS))) {
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        ann.seesAnItem();
        assertThat(ann.page().locator("#short")).hasText("Look at the whole item first.");
        ann.press("g");
        assertThat(ann.page().locator("#guidelines")).containsText("A seven may be crossed.");
        assertThat(ann.page().locator("#guidelines-dialog"))
            .matchesAriaSnapshot("- dialog \"Guidelines\"");
        ann.press("Escape");
        assertThat(ann.banner("guidelines")).hasCount(0);
        portal.changeGuidelines("version-2");
        assertThat(ann.banner("guidelines")).containsText("The guidelines have changed.");
        ann.answer("1");
        ann.waitsUntil(() -> portal.stored().size() == 1);
        assertThat(portal.stored().getFirst().at("/meta/guidelinesVersion").asText())
            .isEqualTo("version-2");
      }
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        ann.seesAnItem();
        ann.waitsUntil(() -> !portal.heartbeats().isEmpty());
        assertThat(ann.banner("guidelines")).hasCount(0);
      }
    }
  }

  @Test
  void goal21_cannotTellAndSkip_areDifferentAnswers(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("x", "y"), TEXTS));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.press("x");
      ann.page().locator("#note").fill("both fit");
      ann.page().locator("#reasons button").nth(1).click();
      ann.answer("s");
      ann.seesAnItem();
      ann.press("x", "1");
      ann.waitsUntil(() -> portal.stored().size() == 3);
      assertThat(portal.stored().getFirst().path("answer").toString())
          .isEqualTo("{\"cannotTell\":\"several\",\"note\":\"both fit\"}");
      assertThat(portal.stored().get(1).path("answer").toString()).isEqualTo("{\"skip\":true}");
      assertThat(portal.stored().get(2).at("/answer/cannotTell").asText()).isEqualTo("unclear");
    }
  }
}
