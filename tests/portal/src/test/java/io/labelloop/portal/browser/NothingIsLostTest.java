package io.labelloop.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals 6 to 11: no answer is lost, none counts twice. */
@InABrowser
class NothingIsLostTest {
  @Test
  void goal06_undo_reachesAnswersOfAnotherDeviceAndKeepsEveryRevision(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(5))) {
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        for (String key : List.of("1", "2", "3")) {
          ann.answer(key);
        }
        ann.waitsUntilAllIsSaved();
      }
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        assertThat(ann.page().locator("#undo")).hasText("Undo3U");
        for (String before : List.of("3", "2", "1")) {
          ann.seesAnItem();
          ann.press("u");
          assertThat(ann.item()).containsText("your answer was “" + before + "”");
        }
        ann.waitsUntil(() -> portal.stored().size() == 6);
        ann.answer("9");
        ann.waitsUntil(() -> portal.labels().contains("9"));
        assertThat(portal.stored()).hasSize(7);
      }
    }
  }

  @Test
  void goal06_undoAfterTheDecision_saysWhyNot(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(3));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.answer("1");
      ann.waitsUntilAllIsSaved();
      portal.decide(0);
      ann.answer("u");
      assertThat(ann.banner("remark")).containsText("The item is decided.");
      ann.answer("2");
      ann.waitsUntil(() -> portal.labels().equals(List.of("1", "2")));
    }
  }

  @Test
  void goal06_undoWithoutConnection_arrivesInTheOrderOfEvents(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(5));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.context().setOffline(true);
      ann.answer("1");
      ann.answer("u");
      ann.answer("7");
      ann.context().setOffline(false);
      ann.waitsUntilAllIsSaved();
      assertThat(portal.stored()).hasSize(3);
      assertThat(portal.labels()).containsExactly("7");
    }
  }

  @Test
  void goal07_closingTheBrowserAtOnce_losesNoAnswer(Chromium chromium, @TempDir Path profile)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(5))) {
      try (BrowserContext first = chromium.profile(profile)) {
        Annotator ann = Annotator.in(first, portal.labeling());
        ann.seesAnItem();
        ann.context().setOffline(true);
        ann.answer("1");
        ann.answer("2");
        assertThat(ann.saved()).hasText("2 unsent");
      }
      // a browser that closes ends the simulated lack of a connection, so some may be sent by now
      try (BrowserContext second = chromium.profile(profile)) {
        Annotator ann = Annotator.in(second, portal.labeling());
        ann.waitsUntil(() -> portal.labels().equals(List.of("1", "2")));
      }
    }
  }

  @Test
  void goal07_taggingThatWasStarted_isBackAfterTheBrowserWasClosed(
      Chromium chromium, @TempDir Path profile) throws IOException {
    FakeCampaign tagging = FakeCampaign.tagging(List.of("Ada", "lives", "in", "Paris"));
    try (PortalFake portal = new PortalFake(tagging)) {
      try (BrowserContext first = chromium.profile(profile)) {
        Annotator ann = Annotator.in(first, portal.labeling());
        ann.answer("1");
        assertThat(ann.page().locator(".token.tagged")).hasText(new String[] {"Ada"});
        ann.page()
            .waitForFunction(
                """
            () => new Promise((resolve) => {
              const opened = indexedDB.open('labelloop');
              opened.onsuccess = () => {
                const all = opened.result.transaction('drafts').objectStore('drafts').getAll();
                all.onsuccess = () => { opened.result.close(); resolve(all.result.length === 1); };
              };
            })
            """);
      }
      try (BrowserContext second = chromium.profile(profile)) {
        Annotator ann = Annotator.in(second, portal.labeling());
        assertThat(ann.page().locator(".token.tagged")).hasText(new String[] {"Ada"});
        ann.answer("Enter");
        ann.waitsUntil(() -> portal.stored().size() == 1);
        assertThat(portal.stored().getFirst().at("/answer/spans/0/type").asText()).isEqualTo("PER");
      }
    }
  }

  @Test
  void goal08_doubleKeyWithin20Millis_isOneAnswer(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.page()
          .evaluate(
              """
              () => {
                const press = () => document.body.dispatchEvent(
                    new KeyboardEvent('keydown', { code: 'Digit4', key: '4', bubbles: true }));
                press();
                return new Promise((done) => setTimeout(() => { press(); done(); }, 15));
              }
              """);
      ann.waitsUntilAllIsSaved();
      assertThat(portal.labels()).containsExactly("4");
    }
  }

  @Test
  void goal08_lostResponse_isSentAgainAndCountsOnce(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      AtomicInteger sendings = new AtomicInteger();
      ann.page().route("**/answers/*", route -> dropFirstResponse(route, sendings));
      ann.answer("4");
      assertThat(ann.saved()).hasText("1 unsent");
      ann.waitsUntilAllIsSaved();
      assertThat(sendings.get()).isEqualTo(2);
      assertThat(portal.stored()).hasSize(1);
    }
  }

  private static void dropFirstResponse(Route route, AtomicInteger sendings) {
    if (sendings.incrementAndGet() == 1) {
      route.fetch();
      route.abort();
    } else {
      route.resume();
    }
  }

  @Test
  void goal08_anotherAnswerForTheSameItem_showsBothAndLetsThePersonChoose(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(4));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      portal.answerElsewhere(0, "7");
      ann.press("1");
      assertThat(ann.page().locator("#conflict-stored")).hasText("7");
      assertThat(ann.page().locator("#conflict-sent")).hasText("1");
      ann.page().locator("#conflict-dialog [value=change]").click();
      ann.waitsUntil(() -> portal.labels().equals(List.of("1")));
      assertThat(portal.stored()).hasSize(2);
    }
  }

  @Test
  void goal09_offline_theItemsAheadCanBeAnsweredAndArriveInOrder(Chromium chromium)
      throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(8));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      ann.page().waitForFunction("() => document.querySelector('#counts').textContent !== ''");
      ann.context().setOffline(true);
      assertThat(ann.banner("offline")).containsText("No connection");
      for (String key : List.of("3", "1", "2")) {
        ann.answer(key);
      }
      assertThat(ann.saved()).hasText("3 unsent");
      ann.context().setOffline(false);
      ann.waitsUntilAllIsSaved();
      assertThat(ann.banner("offline")).hasCount(0);
      assertThat(portal.labels()).containsExactly("3", "1", "2");
    }
  }

  @Test
  void goal10_signInThatEnds_keepsTheAnswerAndComesBackToTheItem(Chromium chromium)
      throws IOException {
    try (PortalFake portal =
            new PortalFake(FakeCampaign.texts(List.of("ham", "spam"), List.of("a", "b", "c")));
        Annotator ann = Annotator.at(chromium, portal.labeling())) {
      ann.seesAnItem();
      portal.signOut();
      ann.press("1");
      assertThat(ann.page().locator("#sign-in-dialog")).isVisible();
      assertThat(ann.page().locator("#sign-in-unsent")).containsText("One answer waits");
      assertThat(portal.stored()).isEmpty();
      ann.page().locator("#sign-in-code").fill("code");
      ann.press("Enter");
      ann.waitsUntil(() -> portal.labels().equals(List.of("ham")));
      assertThat(ann.item()).hasText("b");
      assertThat(ann.item()).isFocused();
    }
  }

  @Test
  void goal11_warningBeforeTheLeaseEnds_isTakenBackByAnyKey(Chromium chromium) throws IOException {
    try (PortalFake portal = new PortalFake(FakeCampaign.digits(3))) {
      portal.leaseFor(Duration.ofSeconds(15));
      portal.withholdHeartbeats(true);
      try (Annotator ann = Annotator.at(chromium, portal.labeling())) {
        assertThat(ann.banner("ending")).containsText("Press any key to keep it");
        portal.withholdHeartbeats(false);
        ann.press("Shift");
        assertThat(ann.banner("ending")).hasCount(0);
        // even after the end the answer is taken
        ann.answer("1");
        ann.waitsUntil(() -> portal.labels().equals(List.of("1")));
      }
    }
  }

  @Test
  void goal14_twoTabs_showNoItemTwiceAndCountTheSame(Chromium chromium) throws IOException {
    List<String> texts = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    try (PortalFake portal = new PortalFake(FakeCampaign.texts(List.of("ham", "spam"), texts));
        Annotator one = Annotator.at(chromium, portal.labeling())) {
      one.seesAnItem();
      try (Annotator two = Annotator.in(one.context(), portal.labeling())) {
        two.seesAnItem();
        assertThat(two.item()).not().hasText(one.item().textContent());
        two.answer("1");
        two.answer("1");
        one.page().bringToFront();
        one.answer("2");
        one.answer("2");
        one.waitsUntil(() -> portal.stored().size() == 4);
        assertThat(portal.labels()).hasSize(4);
        Page last = two.page();
        assertThat(last.locator("#counts")).hasText(one.page().locator("#counts").textContent());
      }
    }
  }
}
