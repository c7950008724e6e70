package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.PortalSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Puts a wave's questions before the workforce, which answers the task token when the last answer
 * has come.
 */
public final class PublishLabelingJob implements Step<PublishLabelingJob.Input, Done> {
  private final Campaigns campaigns;
  private final Function<Campaign, Workforce> workforces;
  private final WorkflowCallback callback;

  public PublishLabelingJob(
      Campaigns campaigns, Function<Campaign, Workforce> workforces, WorkflowCallback callback) {
    this.campaigns = campaigns;
    this.workforces = workforces;
    this.callback = callback;
  }

  /** A wave, and the token with which the workforce lets the workflow go on. */
  public record Input(String prefix, int round, int wave, String taskToken) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Done execute(Input input) {
    Campaign campaign = campaigns.open(input.prefix());
    // its money is settled: what it has no answer to is asked in the next wave
    if (campaign.claim().cut(input.round(), input.wave())) {
      callback.succeed(input.taskToken(), "{}");
      return Done.DONE;
    }
    LabelingJob job = labelingJob(campaign, input.round(), input.wave());
    workforces.apply(campaign).publish(job, input.taskToken());
    return Done.DONE;
  }

  /** The job of a wave: the same for every call, since it is made of stored documents only. */
  static LabelingJob labelingJob(Campaign campaign, int round, int wave) {
    Map<ItemId, ItemContent> contents = new HashMap<>();
    campaign.batch(round).forEach(item -> contents.put(item.id(), item.content()));
    Wave asked = campaign.wave(round, wave);
    Map<ItemId, List<String>> answeredBy = answeredBefore(campaign, asked, contents.keySet());
    campaign.gold().values().forEach(item -> contents.put(item.id(), item.content()));
    if (asked.questions().stream().anyMatch(question -> !contents.containsKey(question.item()))) {
      // items that are reviewed
      campaign.asked(round - 1).forEach(item -> contents.put(item.id(), item.content()));
    }
    for (int earlier = 1; earlier < wave; earlier++) {
      campaign
          .annotations(round, earlier)
          .forEach(
              annotation ->
                  answeredBy.merge(
                      annotation.item(),
                      List.of(annotation.annotator().value()),
                      (left, right) -> Stream.concat(left.stream(), right.stream()).toList()));
    }
    List<String> suspended = suspended(campaign, asked);
    Map<ItemId, List<String>> preferred = PreferredAnnotators.of(campaign, asked);
    return new LabelingJob(
        campaign.keys().job(round, wave),
        campaign.spec().task().type(),
        campaign.spec().task().question(),
        campaign.spec().task().labels().names(),
        asked.questions().stream()
            .map(
                question ->
                    new LabelingJob.Question(
                        question.item(),
                        Objects.requireNonNull(contents.get(question.item())),
                        question.annotations(),
                        Stream.concat(
                                answeredBy.getOrDefault(question.item(), List.of()).stream(),
                                suspended.stream())
                            .distinct()
                            .toList(),
                        preferred.getOrDefault(question.item(), List.of())))
            .toList(),
        campaign
            .spec()
            .workforce()
            .portal()
            .map(PortalSpec::deadline)
            .orElse(Campaign.LABELING_DEADLINE));
  }

  /**
   * Who answered, in an earlier round, a question of a wave that is not new in its round, but gold
   * or reviewed: nobody answers one twice.
   */
  private static Map<ItemId, List<String>> answeredBefore(
      Campaign campaign, Wave wave, Set<ItemId> batch) {
    Map<ItemId, List<String>> answered = new HashMap<>();
    wave.questions().stream()
        .map(Wave.Asked::item)
        .filter(item -> !batch.contains(item))
        .forEach(item -> answered.put(item, new ArrayList<>()));
    if (!answered.isEmpty()) {
      for (Annotation answer : campaign.annotations(wave.round() - 1)) {
        List<String> by = answered.get(answer.item());
        if (by != null) {
          by.add(answer.annotator().value());
        }
      }
    }
    return answered;
  }

  /** Who gets no work in a wave; nobody where people choose their work by themselves. */
  private static List<String> suspended(Campaign campaign, Wave wave) {
    return campaign.spec().workforce().type().choosesAnnotators()
        ? AnswerConsolidation.suspendedIn(campaign, wave).stream()
            .map(AnnotatorId::value)
            .sorted()
            .toList()
        : List.of();
  }
}
