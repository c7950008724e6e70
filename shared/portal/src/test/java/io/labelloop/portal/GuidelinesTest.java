package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Goal 20: guidelines have versions, and managers who write at once do not undo each other. */
class GuidelinesTest {
  private final PortalFixture fixture =
      new PortalFixture("\"guidelines\": {\"short\": \"first\", \"full\": \"# f\"}");
  private final Portal portal = fixture.portal();

  private String version() {
    return portal.guidelines().current().version();
  }

  @Test
  void change_ofTheVersionThatHolds_isTheNextOneAndReachesPeopleWithTheirNextItem() {
    String before = version();
    assertThat(portal.recentGuidelines()).isEqualTo(before);
    portal.guidelines().saw(person(1), before);
    Guidelines.Change change = portal.guidelines().change(before, "second", "# g");
    assertThat(change).isEqualTo(new Guidelines.Change.Holds(portal.guidelines().current()));
    assertThat(version()).isNotEqualTo(before);
    assertThat(portal.guidelines().versions())
        .extracting(Guidelines.Text::shortText)
        .containsExactly("first", "second");
    assertThat(portal.guidelines().seen(person(1))).contains(before);
    fixture.pass(Duration.ofSeconds(3));
    assertThat(portal.recentGuidelines()).isEqualTo(version());
    // a second instance knows it from the store
    assertThat(fixture.portal().guidelines().current().shortText()).isEqualTo("second");
  }

  @Test
  void change_ofAnOlderVersion_isRefusedWithTheOneThatHolds() {
    String before = version();
    Guidelines.Change unused = portal.guidelines().change(before, "second", "");
    assertThat(fixture.portal().guidelines().change(before, "third", ""))
        .isEqualTo(new Guidelines.Change.Stale(portal.guidelines().current()));
    // the same text again is no other change
    assertThat(portal.guidelines().change(before, "second", ""))
        .isInstanceOf(Guidelines.Change.Holds.class);
    assertThat(portal.guidelines().versions()).hasSize(2);
  }

  @Test
  void change_byManyAtOnce_letsOneWin() throws Exception {
    String before = version();
    var tasks = new ArrayList<Callable<Guidelines.Change>>();
    for (int i = 0; i < 16; i++) {
      String text = "by " + i;
      tasks.add(() -> fixture.portal().guidelines().change(before, text, ""));
    }
    List<Guidelines.Change> changes = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<Guidelines.Change> done : pool.invokeAll(tasks)) {
        changes.add(done.get());
      }
    }
    assertThat(changes).filteredOn(Guidelines.Change.Holds.class::isInstance).hasSize(1);
    assertThat(portal.guidelines().versions()).hasSize(2);
  }
}
