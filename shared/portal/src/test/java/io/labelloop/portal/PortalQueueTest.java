package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Goals 12, 14, 15, 17, 18 and 22 of the portal. */
class PortalQueueTest {
  private final PortalFixture fixture = new PortalFixture("");
  private final Portal portal = fixture.portal();

  private static List<String> ids(Work work) {
    return work.items().stream().map(Work.Assignment::id).toList();
  }

  private static List<String> texts(Work work) {
    return work.items().stream().map(item -> item.item().content().toString()).toList();
  }

  @Test
  void goal12_next_whileAnotherPersonHoldsTheLastItem_isLockedUntilTheirLeaseEnds() {
    portal.workforce().publish(job(1, 1, 1), "token");
    Work mine = portal.queue().next(person(1), "tab", List.of(), 3);
    assertThat(mine.items()).hasSize(1);
    Work theirs = portal.queue().next(person(2), "tab", List.of(), 3);
    assertThat(theirs.items()).isEmpty();
    assertThat(theirs.state()).isEqualTo(Work.State.LOCKED);
    assertThat(theirs.retryAt()).contains(mine.items().get(0).leaseUntil());
    fixture.pass(Duration.between(fixture.now.get(), theirs.retryAt().orElseThrow()));
    assertThat(portal.queue().next(person(2), "tab", List.of(), 3).items()).hasSize(1);
  }

  @Test
  void goal12_heartbeat_ofAnActivePage_keepsItsItemsAndOfAnIdleOneOnlyTheCurrent() {
    portal.workforce().publish(job(1, 3, 1), "token");
    List<String> mine = ids(portal.queue().next(person(1), "tab", List.of(), 3));
    fixture.pass(Duration.ofMinutes(4));
    assertThat(portal.queue().heartbeat(person(1), "tab", mine, true))
        .allMatch(held -> held.until().isPresent());
    fixture.pass(Duration.ofMinutes(4));
    assertThat(portal.queue().next(person(2), "tab", List.of(), 3).items()).isEmpty();
    List<PortalQueue.Held> idle = portal.queue().heartbeat(person(1), "tab", mine, false);
    assertThat(idle).hasSize(3);
    fixture.pass(Duration.ofMinutes(2));
    assertThat(portal.queue().next(person(2), "tab", List.of(), 3).items()).hasSize(2);
    assertThat(portal.queue().heartbeat(person(1), "tab", mine, false))
        .filteredOn(held -> held.until().isPresent())
        .extracting(PortalQueue.Held::assignment)
        .containsExactly(mine.get(0));
  }

  @Test
  void goal12_leave_ofAPage_givesItsItemsToOthersAtOnce() {
    portal.workforce().publish(job(1, 3, 1), "token");
    List<String> mine = ids(portal.queue().next(person(1), "tab", List.of(), 3));
    portal.queue().leave(person(1), mine);
    assertThat(portal.queue().next(person(2), "tab", List.of(), 3).items()).hasSize(3);
  }

  @Test
  void next_afterAReloadOfTheTab_givesTheSameItemsAgain() {
    portal.workforce().publish(job(1, 50, 1), "token");
    List<String> before = ids(portal.queue().next(person(1), "tab", List.of(), 3));
    assertThat(ids(fixture.portal().queue().next(person(1), "tab", List.of(), 3)))
        .containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void goal14_next_inTwoTabs_givesEachItemToOneOfThem() {
    portal.workforce().publish(job(1, 6, 1), "token");
    Set<String> all = new HashSet<>(ids(portal.queue().next(person(1), "left", List.of(), 3)));
    all.addAll(ids(portal.queue().next(person(1), "right", List.of(), 3)));
    assertThat(all).hasSize(6);
  }

  @Test
  void goal14_next_inASecondTabWhenTheFirstHoldsAllThatIsLeft_goesOnThere() {
    portal.workforce().publish(job(1, 2, 1), "token");
    List<String> left = ids(portal.queue().next(person(1), "left", List.of(), 3));
    assertThat(ids(portal.queue().next(person(1), "right", List.of(), 3)))
        .containsExactlyInAnyOrderElementsOf(left);
  }

  @Test
  void goal15_next_withoutWorkOrWhilePaused_saysWhich() {
    assertThat(portal.queue().next(person(1), "tab", List.of(), 3).state())
        .isEqualTo(Work.State.DONE);
    String before = portal.news(person(1)).cursor();
    portal.workforce().publish(job(1, 2, 1), "token");
    assertThat(portal.news(person(1)).cursor()).isNotEqualTo(before);
    assertThat(portal.news(person(1)).work()).isTrue();
    portal.pause(true);
    assertThat(portal.queue().next(person(1), "tab", List.of(), 3).state())
        .isEqualTo(Work.State.PAUSED);
    portal.pause(false);
    assertThat(portal.queue().next(person(1), "tab", List.of(), 3).items()).hasSize(2);
  }

  @Test
  void news_onceTheCampaignHasEnded_sayWhatItCameTo() {
    String before = portal.news(person(1)).cursor();
    assertThat(portal.news(person(1)).outcome()).isEmpty();
    fixture.objects.put(
        PortalFixture.PREFIX + "summary.json",
        "{\"outcome\": \"max-rounds\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(portal.news(person(1)).outcome()).contains("max-rounds");
    assertThat(portal.news(person(1)).cursor()).isNotEqualTo(before);
  }

  @Test
  void next_forAPersonWhoAnsweredAllTheyMay_isDone() {
    portal.workforce().publish(job(1, 2, 2), "token");
    PortalFixture.answerAll(portal, person(1), "a");
    assertThat(portal.queue().next(person(1), "tab", List.of(), 3).state())
        .isEqualTo(Work.State.DONE);
  }

  @Test
  void goal22_next_ofTwoPeople_comesInTwoOrders() {
    portal.workforce().publish(job(1, 100, 5), "token");
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      first.addAll(texts(portal.queue().next(person(1), "t" + i, List.of(), 3)));
      second.addAll(texts(portal.queue().next(person(2), "t" + i, List.of(), 3)));
    }
    assertThat(first).doesNotHaveDuplicates().hasSize(30).isNotEqualTo(second);
  }

  @Test
  void goal22_next_easyFirst_keepsToTheOrderOfTheBatchButForAFewPlaces() {
    List<Integer> first = firstPlaces("\"order\": \"easy-first\"", person(1));
    List<Integer> second = firstPlaces("\"order\": \"easy-first\"", person(2));
    assertThat(first).isNotEqualTo(second);
    // pages of ten and windows of four pages: the first thirty come from the first forty
    assertThat(first).allMatch(place -> place < 40);
    assertThat(second).allMatch(place -> place < 40);
    assertThat(firstPlaces("", person(1))).anyMatch(place -> place >= 40);
  }

  /** The places in the batch of the first thirty items that a person meets, of two hundred. */
  private static List<Integer> firstPlaces(String settings, PersonId person) {
    Portal ordered = new PortalFixture(settings).portal();
    ordered.workforce().publish(job(1, 200, 5), "token");
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      texts(ordered.queue().next(person, "t" + i, List.of(), 3))
          .forEach(text -> places.add(Integer.parseInt(text.replaceAll("\\D", ""))));
    }
    return places;
  }

  private static final String GOLD =
      "{\"share\": 0.2, \"items\": ["
          + IntStream.range(0, 3)
              .mapToObj(
                  i ->
                      "{\"id\": \"train-"
                          + i
                          + "\", \"text\": \"train "
                          + i
                          + "\", \"label\": \"a\", \"training\": true, \"why\": \"it is\"}")
              .collect(Collectors.joining(","))
          + ","
          + IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      "{\"id\": \"gold-"
                          + i
                          + "\", \"text\": \"known "
                          + i
                          + "\", \"label\": \"b\"}")
              .collect(Collectors.joining(","))
          + "]}";

  @Test
  void goal18_next_withItemsToPractiseOn_givesThemFirstWithFeedbackAndNeverCountsThem() {
    var practice = PortalFixture.withGold(GOLD);
    Portal school = practice.portal();
    school.workforce().publish(job(1, 20, 1), "token");
    for (int i = 0; i < 3; i++) {
      Work.Assignment item = school.queue().next(person(1), "tab", List.of(), 1).items().get(0);
      assertThat(item.item().training()).contains(true);
      Submission.Stored stored =
          (Submission.Stored) send(school, person(1), item.id(), i == 0 ? "b" : "a");
      assertThat(stored.standing()).isEqualTo(Standing.TRAINING);
      assertThat(stored.feedback().orElseThrow().correct()).isEqualTo(i > 0);
      assertThat(stored.feedback().orElseThrow().why()).contains("it is");
    }
    assertThat(school.queue().next(person(1), "tab", List.of(), 1).items().get(0).item().training())
        .isEmpty();
    assertThat(school.practice(person(1))).isEqualTo(new Portal.Practice(3, 3));
  }

  @Test
  void goal17_next_withHiddenGold_mixesItInWithoutAnySign() {
    var hidden = PortalFixture.withGold(GOLD);
    Portal school = hidden.portal();
    school.workforce().publish(job(1, 200, 1), "token");
    int gold = 0;
    int met = 0;
    Set<Integer> lengths = new HashSet<>();
    for (int i = 0; i < 63; i++) {
      Work.Assignment item = school.queue().next(person(1), "tab", List.of(), 1).items().get(0);
      lengths.add(item.id().length());
      boolean known = item.item().content().toString().contains("known");
      gold += known ? 1 : 0;
      met += known && i < 33 ? 1 : 0;
      if (i >= 3) {
        assertThat(item.item().training()).isEmpty();
        assertThat(item.item().question()).isEqualTo("Which label fits?");
      }
      Submission unused = send(school, person(1), item.id(), "b");
    }
    // seeded: 12 of 60 at a share of 0.2; without mixing none
    assertThat(gold).isBetween(6, 20);
    assertThat(met).isGreaterThanOrEqualTo(5);
    assertThat(lengths).containsExactly(32);
    PeopleFigures.GoldFigures figures = goldOf(school);
    assertThat(figures.of()).isEqualTo(gold);
    assertThat(figures.right()).isEqualTo(gold);
  }

  private static PeopleFigures.GoldFigures goldOf(Portal school) {
    // nobody joined by an invitation here, so the person's page is read directly
    return school.people().goldOf(person(1)).orElseThrow();
  }
}
