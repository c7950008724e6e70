package io.labelloop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortalWorkforceTest extends WorkforceContract {
  private static final int PEOPLE = 4;

  private final PortalFixture fixture = new PortalFixture("");
  private final Portal portal = fixture.portal();
  private final PortalWorkforce workforce = portal.workforce();

  @Override
  protected Workforce workforce() {
    return workforce;
  }

  @Override
  protected void letAnswersCome() {
    for (int person = 0; person < PEOPLE; person++) {
      PortalFixture.answerAll(portal, PortalFixture.person(person), person % 2 == 0 ? "a" : "b");
    }
  }

  @Override
  protected List<String> succeeded() {
    return fixture.succeeded;
  }

  @Test
  void settle_ofAJobBehindItsDeadline_answersTheTokenAndKeepsWhatWasAnswered() {
    LabelingJob job = PortalFixture.job(1, 10, 2);
    workforce.publish(job, "token");
    PortalFixture.answerAll(portal, PortalFixture.person(0), "a");
    assertThat(workforce.settle(job)).isFalse();
    fixture.pass(Duration.ofDays(14));
    assertThat(workforce.settle(job)).isTrue();
    assertThat(succeeded()).containsOnly("token");
    assertThat(workforce.collect(job)).hasSize(10);
  }

  @Test
  void settle_ofAJobThatAnotherInstanceEnded_answersTheTokenHere() {
    LabelingJob job = PortalFixture.job(1, 10, 1);
    workforce.publish(job, "token");
    PortalFixture.answerAll(fixture.portal(), PortalFixture.person(0), "a");
    fixture.succeeded.clear();
    assertThat(workforce.settle(job)).isTrue();
    assertThat(succeeded()).containsOnly("token");
  }

  @Test
  void collect_ofAJobWithADecidedDispute_hasTheAdjudicatorsAnswer() {
    LabelingJob job = PortalFixture.job(1, 1, 3);
    workforce.publish(job, "token");
    PortalFixture.answerAll(portal, PortalFixture.person(0), "a");
    PortalFixture.answerAll(portal, PortalFixture.person(1), "b");
    String dispute = portal.disputes().all().get(0).dispute();
    Disputes.Outcome unused =
        portal
            .disputes()
            .decide(
                PortalFixture.person(9), dispute, Reply.ofLabel("b"), java.util.Optional.empty());
    assertThat(workforce.collect(job))
        .extracting(Annotation::annotator)
        .contains(PortalWorkforce.ADJUDICATOR);
  }

  @Test
  void of_anotherProcessThatHasNoSecret_publishesAndCollectsWhatThePortalTook() {
    PortalWorkforce elsewhere = fixture.workforceElsewhere();
    LabelingJob job = PortalFixture.job(1, 10, 1);
    elsewhere.publish(job, "token");
    PortalFixture.answerAll(portal, PortalFixture.person(0), "a");
    assertThat(succeeded()).containsOnly("token");
    assertThat(elsewhere.collect(job)).hasSize(10);
  }
}
