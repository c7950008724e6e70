package io.labelloop.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.labelloop.aws.CannedHttp;
import io.labelloop.aws.StepFunctionsCallback;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignInput;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.DrawStreams;
import io.labelloop.workflow.step.IndexShard;
import io.labelloop.workflow.step.OpenCampaign;
import io.labelloop.workflow.step.PublishLabelingJob;
import io.labelloop.workflow.step.ReserveBudget;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.SelectBatch;
import io.labelloop.workflow.step.ShardInput;
import io.labelloop.workflow.step.WaveInput;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A campaign of Mechanical Turk, wired as on AWS over objects in memory and answers that are known
 * before. Its execution is named {@code first}, its one HIT {@code 3HIT}.
 */
final class TurkCampaign {
  static final String KEY = "campaigns/birds/campaign.json";
  static final CampaignKeys KEYS = CampaignKeys.ofCampaignFile(KEY);
  static final String HIT_ENDED =
      "{\"HIT\": {\"HITId\": \"3HIT\", \"HITStatus\": \"Reviewable\", \"RequesterAnnotation\":"
          + " \"labelloop:data/campaigns/birds/rounds/0001/jobs/1#00001-1\"}}";
  static final String ROUNDS = "arn:aws:states:us-east-1:123456789012:stateMachine:loop-round";
  static final String FILE =
      """
      {"task": {"labels": ["a", "b"], "question": "which?"}, "pool": {"location": "pool.jsonl", "text": "text"},
       "workforce": {"type": "mechanical-turk", "pricePerAnnotation": "0.05 USD", "annotationsPerItem": 2,
        "mechanicalTurk": {"itemsPerPage": 20}},
       "stop": {"budget": "5 USD"}, "seed": 1}
      """;

  final CannedHttp http = new CannedHttp();
  final ObjectStore objects = new InMemoryObjectStore();
  final DocumentStore documents = new DocumentStore(objects);
  final List<String> notified = new ArrayList<>();
  final Settings settings =
      new Settings(
          "data",
          Optional.empty(),
          Optional.empty(),
          Optional.of(ROUNDS),
          Optional.empty(),
          Optional.of("https://sqs.us-east-1.amazonaws.com/123456789012/hits"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private final StepFunctionsCallback callback =
      new StepFunctionsCallback(http.clients().stepFunctions());
  final Crowds crowds = new Crowds(http.clients(), objects, callback, settings);
  final CampaignSteps steps =
      new CampaignWiring()
          .steps(objects, callback, (subject, text) -> notified.add(subject), crowds, settings);

  /** Claims the campaign; its pool is not read yet. */
  void open() {
    upload(KEY, FILE);
    upload(
        "campaigns/birds/pool.jsonl",
        IntStream.range(0, 12)
            .mapToObj(i -> "{\"id\": \"" + i + "\", \"text\": \"word" + i + "\"}\n")
            .collect(Collectors.joining()));
    steps.step(OpenCampaign.class).execute(new OpenCampaign.Input(KEY, "first", "123456789012"));
  }

  /** Claims the campaign and asks the first wave of its first round. */
  void publish() {
    open();
    String prefix = KEYS.prefix();
    steps.step(IndexShard.class).execute(new ShardInput(prefix, 0));
    steps.step(DrawStreams.class).execute(new CampaignInput(prefix));
    steps.step(SelectBatch.class).execute(new RoundInput(prefix, 1));
    steps.step(ReserveBudget.class).execute(new WaveInput(prefix, 1, 1));
    http.then("{\"AvailableBalance\": \"100.00\"}");
    registersItsType();
    http.then("{\"HIT\": {\"HITId\": \"3HIT\"}}")
        .then("{\"HIT\": {\"HITId\": \"3HIT\", \"HITStatus\": \"Assignable\"}}");
    steps
        .step(PublishLabelingJob.class)
        .execute(new PublishLabelingJob.Input(prefix, 1, 1, "token"));
    assertThat(http.left()).isZero();
    assertThat(operations())
        .containsExactly(
            "GetAccountBalance",
            "CreateHITType",
            "UpdateNotificationSettings",
            "CreateHITWithHITType",
            "GetHIT");
    notified.clear();
  }

  /** Whatever is done with HITs, their type is registered first, which is the same each time. */
  void registersItsType() {
    http.then("{\"HITTypeId\": \"3TYPE\"}").then("{}");
  }

  /** The operations that were called since the last look. */
  List<String> operations() {
    return http.calls().stream().map(call -> call.substring(0, call.indexOf(' '))).toList();
  }

  /** What a handler that asks nothing of its surroundings may be given. */
  static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (context, method, arguments) -> {
              throw new AssertionError("asked for " + method.getName());
            });
  }

  private void upload(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
  }
}
