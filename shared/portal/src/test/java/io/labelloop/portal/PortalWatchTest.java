package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.answerAll;
import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.WorkforceWatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortalWatchTest {
  private final PortalFixture fixture = new PortalFixture("");
  private final Portal portal = fixture.portal();

  private WorkforceWatch.Sight look() {
    return new PortalWatch(fixture.objects, portal::now).look(PortalFixture.PREFIX).orElseThrow();
  }

  @Test
  void look_beforeAnybodyJoined_seesNobody() {
    assertThat(look()).isEqualTo(new WorkforceWatch.Sight(new CampaignFigures.People(0, 0), 0));
  }

  @Test
  void look_whilePeopleWork_countsThemForFiveMinutesAndTheFullPages() {
    portal.workforce().publish(job(1, 20, 1), "token");
    assertThat(portal.queue().next(person(1), "tab", List.of(), 1).items()).hasSize(1);
    assertThat(portal.queue().next(person(2), "tab", List.of(), 1).items()).hasSize(1);
    assertThat(look().people()).isEqualTo(new CampaignFigures.People(2, 2));
    assertThat(look().answered()).isZero();

    fixture.pass(Duration.ofMinutes(6));
    assertThat(look().people()).isEqualTo(new CampaignFigures.People(0, 2));
  }

  @Test
  void look_afterTheDeadline_endsNoJob() {
    portal.workforce().publish(job(1, 2, 1), "token");
    fixture.pass(Duration.ofDays(400));
    int before = fixture.objects.list("").size();
    assertThat(look().answered()).isZero();
    assertThat(fixture.objects.list("")).hasSize(before);
  }

  @Test
  void look_atAnAnsweredJob_hasNothingOpen() {
    portal.workforce().publish(job(1, 4, 1), "token");
    assertThat(answerAll(portal, person(1), "a")).isEqualTo(4);
    assertThat(look().answered()).isZero();
  }
}
