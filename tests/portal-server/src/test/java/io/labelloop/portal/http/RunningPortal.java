package io.labelloop.portal.http;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.local.LocalPortalSecret;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.PortalProcess;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.portal.Portal;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The packaged portal as a process, and the workspace that it serves. */
final class RunningPortal implements AutoCloseable {
  private static final long SECONDS_TO_START = 60;
  private static final CampaignId CAMPAIGN = new CampaignId("birds");

  private final PortalProcess process;
  private final Map<String, String> said;

  private RunningPortal(PortalProcess process, Map<String, String> said) {
    this.process = process;
    this.said = said;
  }

  static RunningPortal start(Path workspace) throws InterruptedException {
    Map<String, String> said = new ConcurrentHashMap<>();
    var ready = new CountDownLatch(3);
    PortalProcess process =
        PortalProcess.start(
            workspace,
            "127.0.0.1",
            0,
            line -> {
              String[] parts = line.split(": ", 2);
              if (parts.length == 2) {
                said.put(parts[0], parts[1]);
                ready.countDown();
              }
            });
    if (!ready.await(SECONDS_TO_START, TimeUnit.SECONDS)) {
      process.close();
      throw new AssertionError("the portal did not start; it said " + said);
    }
    return new RunningPortal(process, said);
  }

  /** The address, without a slash at its end. */
  String address() {
    return said("portal").replaceAll("/$", "");
  }

  String managersCode() {
    return said("manager").replaceAll(".*#", "");
  }

  String annotatorsCode() {
    return said("invite").replaceAll(".*#", "");
  }

  private String said(String what) {
    String value = said.get(what);
    if (value == null) {
      throw new AssertionError("the portal did not say its " + what + ", but " + said);
    }
    return value;
  }

  /** A client who has joined by the annotators' invitation. */
  PortalClient annotator(String name) throws IOException, InterruptedException {
    return PortalClient.join(address(), annotatorsCode(), name);
  }

  PortalClient manager() throws IOException, InterruptedException {
    return PortalClient.join(address(), managersCode(), "");
  }

  @Override
  public void close() {
    process.close();
  }

  /** Makes a workspace of a campaign of texts that has begun. */
  static LocalWorkspace workspace(Path directory, String portalSection) throws IOException {
    return workspace(directory, "\"location\": \"p.jsonl\"", portalSection);
  }

  static LocalWorkspace workspace(Path directory, String pool, String portalSection)
      throws IOException {
    byte[] file =
        ("{\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {"
                + pool
                + "}, \"stop\": {\"maxRounds\": 3},"
                + "\"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\", \"portal\": {"
                + portalSection
                + "}}}")
            .getBytes(StandardCharsets.UTF_8);
    Path campaign = directory.resolveSibling("campaign.json");
    Files.write(campaign, file);
    LocalWorkspace workspace =
        LocalWorkspace.prepare(directory, CAMPAIGN, campaign, file, spec(file));
    workspace.objects().put(workspace.keys().spec(), file);
    workspace
        .objects()
        .put(
            workspace.keys().poolPlan(),
            JsonCodec.document(
                new PoolPlan(PoolPlan.VERSION, List.of("text"), 0, List.of(), Optional.empty())));
    return workspace;
  }

  private static CampaignSpec spec(byte[] file) {
    return switch (new CampaignSpecReader(LocalRegistries.KNOWN_NAMES)
        .read(file, "campaign.json")) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new AssertionError(invalid.mistakes().toString());
    };
  }

  /** Another instance over a workspace, in this process. */
  static Portal instance(Path directory, LocalWorkspace workspace) {
    return new Portal(
        workspace.objects(),
        workspace.keys().prefix(),
        spec(workspace.objects().get(workspace.keys().spec()).orElseThrow().content()),
        List.of(),
        LocalPortalSecret.of(directory),
        InstantSource.system(),
        new WorkflowCallback() {
          @Override
          public void succeed(String taskToken, String output) {
            // nobody waits
          }

          @Override
          public void fail(String taskToken, String error, String cause) {
            throw new AssertionError(error);
          }

          @Override
          public void heartbeat(String taskToken) {
            throw new AssertionError("nobody sends heartbeats");
          }
        });
  }

  static LabelingJob job(LocalWorkspace workspace, int items, int wanted) {
    return job(workspace, items, wanted, i -> new ItemContent.Text("text " + i));
  }

  /** A job about pictures, each of which says its location as its text. */
  static LabelingJob pictures(LocalWorkspace workspace, List<String> locations) {
    return job(
        workspace,
        locations.size(),
        9,
        i ->
            new ItemContent.Features(
                DenseVector.of(i),
                Optional.of(new Picture(locations.get(i), Optional.of(locations.get(i))))));
  }

  private static LabelingJob job(
      LocalWorkspace workspace, int items, int wanted, IntFunction<ItemContent> contents) {
    return new LabelingJob(
        workspace.keys().job(1, 1),
        "which?",
        List.of("a", "b"),
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i), contents.apply(i), wanted, List.of()))
            .toList(),
        Duration.ofDays(14));
  }
}
