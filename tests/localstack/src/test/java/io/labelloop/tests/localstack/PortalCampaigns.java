package io.labelloop.tests.localstack;

import io.labelloop.aws.S3ObjectStore;
import io.labelloop.aws.StepFunctionsCallback;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.local.LocalRegistries;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.portal.PortalWorkforce;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.LabelingJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A portal for the tests of this module that need no workflow: a bucket with the campaigns {@code
 * birds} and {@code bees}, each with one labeling job of {@value #ITEMS} texts.
 */
final class PortalCampaigns {
  static final int ITEMS = 30;

  private static final byte[] FILE =
      """
      {"task": {"labels": ["a", "b"], "question": "Which one is it?"}, "pool": {"location": "p.jsonl"},
       "workforce": {"type": "portal", "pricePerAnnotation": "1 USD",
        "portal": {"guidelines": {"short": "Look twice.", "full": "# Look\\n<script>alert(1)</script>"}}},
       "stop": {"maxRounds": 3}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static @Nullable PortalCampaigns shared;

  private final ServedPortal served;
  private final S3ObjectStore objects;

  private PortalCampaigns(LocalStackServer server) {
    S3Client s3 = server.clients().s3();
    SfnClient stepFunctions = server.clients().stepFunctions();
    String bucket = "portal-" + UUID.randomUUID();
    s3.createBucket(request -> request.bucket(bucket));
    this.objects = new S3ObjectStore(s3, bucket);
    for (String name : List.of("birds", "bees")) {
      publish(name, new StepFunctionsCallback(stepFunctions));
    }
    Path folder =
        LocalStackServer.root()
            .resolve("tests/localstack/target/portal/" + UUID.randomUUID())
            .toAbsolutePath();
    this.served = ServedPortal.over(server, bucket, folder);
  }

  static synchronized PortalCampaigns shared() {
    if (shared == null) {
      var made = new PortalCampaigns(LocalStackServer.shared());
      Runtime.getRuntime().addShutdownHook(new Thread(made.served::close));
      shared = made;
    }
    return shared;
  }

  ServedPortal served() {
    return served;
  }

  S3ObjectStore objects() {
    return objects;
  }

  private void publish(String name, StepFunctionsCallback callback) {
    var keys = new CampaignKeys("campaigns/" + name + "/");
    objects.put(keys.spec(), FILE);
    objects.put(
        keys.poolPlan(),
        JsonCodec.document(
            new PoolPlan(PoolPlan.VERSION, List.of("text"), 0, List.of(), Optional.empty())));
    CampaignSpec spec =
        switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES).read(FILE, "campaign.json")) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new AssertionError(invalid.mistakes().toString());
        };
    var job =
        new LabelingJob(
            keys.job(1, 1),
            "Which one is it?",
            List.of("a", "b"),
            IntStream.range(0, ITEMS)
                .mapToObj(
                    i ->
                        new LabelingJob.Question(
                            new ItemId("i" + i),
                            new ItemContent.Text("the text <b>of</b> item " + i),
                            3,
                            List.of()))
                .toList(),
            Duration.ofDays(14));
    PortalWorkforce.of(objects, keys.prefix(), spec, InstantSource.system(), callback)
        .publish(job, "nobody-waits");
  }
}
