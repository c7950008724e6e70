package io.labelloop.workflow.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The promise of {@link Workforce}, which each adapter's test inherits. */
public abstract class WorkforceContract {
  protected static final int ITEMS = 6;
  protected static final int WANTED = 2;

  /** A workforce of at least four annotators who answer every question in time. */
  protected abstract Workforce workforce();

  /** Lets enough time pass for all answers. */
  protected abstract void letAnswersCome();

  /** The tokens that were answered by success, in order. */
  protected abstract List<String> succeeded();

  protected static LabelingJob job(String key, List<String> excluded) {
    return new LabelingJob(
        key,
        "which?",
        List.of("a", "b"),
        java.util.stream.IntStream.range(0, ITEMS)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i), new ItemContent.Text("text " + i), WANTED, excluded))
            .toList(),
        Duration.ofDays(30));
  }

  @Test
  void publish_ofAJob_callsBackWithItsTokenWhenAllAnswersAreThere() {
    LabelingJob job = job("jobs/1", List.of());
    workforce().publish(job, "token");
    assertThat(succeeded()).isEmpty();
    letAnswersCome();
    assertThat(succeeded()).isNotEmpty().containsOnly("token");
    assertThat(workforce().collect(job)).hasSize(job.wanted());
  }

  @Test
  void publish_ofAJobThatWasPublished_asksNobodyAgainAndAnswersTheNewToken() {
    LabelingJob job = job("jobs/1", List.of());
    workforce().publish(job, "first");
    letAnswersCome();
    List<Annotation> before = workforce().collect(job);
    workforce().publish(job, "second");
    letAnswersCome();
    assertThat(succeeded()).contains("second");
    assertThat(workforce().collect(job)).isEqualTo(before);
  }

  @Test
  void collect_ofAJob_isInTheOrderOfItemsAndAnnotatorsWithoutTwoOfOne() {
    LabelingJob job = job("jobs/1", List.of());
    workforce().publish(job, "token");
    letAnswersCome();
    List<Annotation> answers = workforce().collect(job);
    assertThat(answers)
        .isSortedAccordingTo(
            Comparator.comparing(Annotation::item).thenComparing(Annotation::annotator));
    Set<List<Object>> pairs = new HashSet<>();
    answers.forEach(
        answer -> assertThat(pairs.add(List.of(answer.item(), answer.annotator()))).isTrue());
  }

  @Test
  void collect_ofAJobThatExcludesAnnotators_hasNoAnswerOfTheirs() {
    LabelingJob first = job("jobs/1", List.of());
    workforce().publish(first, "token");
    letAnswersCome();
    List<String> excluded =
        workforce().collect(first).stream()
            .map(answer -> answer.annotator().value())
            .distinct()
            .sorted()
            .limit(2)
            .toList();
    LabelingJob second = job("jobs/2", excluded);
    workforce().publish(second, "token");
    letAnswersCome();
    assertThat(
            workforce().collect(second).stream()
                .map(answer -> answer.annotator().value())
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(excluded);
  }

  @Test
  void collect_ofAJobThatNeverWasPublished_isEmpty() {
    assertThat(workforce().collect(job("jobs/none", List.of()))).isEmpty();
  }

  @Test
  void cancel_ofAnOpenJob_withdrawsItsQuestionsAndKeepsItsAnswers() {
    LabelingJob job = job("jobs/1", List.of());
    workforce().publish(job, "token");
    List<Annotation> before = workforce().collect(job);
    workforce().cancel(job);
    workforce().cancel(job);
    letAnswersCome();
    assertThat(workforce().collect(job)).isEqualTo(before);
  }

  @Test
  void cancel_ofAnEndedJob_keepsItsAnswers() {
    LabelingJob job = job("jobs/1", List.of());
    workforce().publish(job, "token");
    letAnswersCome();
    workforce().cancel(job);
    assertThat(workforce().collect(job)).hasSize(job.wanted());
  }

  @Test
  void cancel_ofAJobThatNeverWasPublished_isNoError() {
    LabelingJob job = job("jobs/none", List.of());
    workforce().cancel(job);
    assertThat(workforce().collect(job)).isEmpty();
  }
}
