package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SageMaker as far as labeling jobs go: takes jobs, lets a crowd answer them when told to, writes
 * the files that Ground Truth writes, and tells EventBridge.
 */
public final class GroundTruthServer implements AutoCloseable {
  /** The account and Region that the server speaks for. */
  public static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

  private final AwsJsonServer server;
  private volatile ObjectStore objects = new InMemoryObjectStore();
  private final Crowd crowd;
  private final Delivery events;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final List<String> workTeams = new ArrayList<>(List.of("linguists"));
  private final AtomicBoolean silentCrowd = new AtomicBoolean();

  /** How a job ends when the crowd is done. */
  public enum End {
    COMPLETED,
    FAILED
  }

  private volatile End end = End.COMPLETED;
  private volatile int answeredShare = 100;

  /**
   * @param events where events for EventBridge go, as JSON
   */
  public GroundTruthServer(ServiceModel model, Crowd crowd, Delivery events) {
    this.crowd = crowd;
    this.events = events;
    this.server =
        new AwsJsonServer(
            model,
            Map.of(
                "CreateLabelingJob", this::create,
                "DescribeLabelingJob", this::describe,
                "StopLabelingJob", this::stop,
                "DescribeWorkteam", this::workTeam,
                "DescribeSubscribedWorkteam", this::subscribedWorkTeam));
  }

  private static final class Job {
    final JsonNode request;
    String status = "InProgress";
    Optional<String> failure = Optional.empty();
    int labeled;
    int objects;

    Job(JsonNode request) {
      this.request = request;
    }

    String name() {
      return request.path("LabelingJobName").asText();
    }

    boolean open() {
      return status.equals("InProgress");
    }
  }

  public AwsJsonServer server() {
    return server;
  }

  /** Reads and writes files in this object store, whose bucket the requests name. */
  public void keepFilesIn(ObjectStore store) {
    this.objects = store;
  }

  /** Takes away every work team. */
  public synchronized void closeWorkTeams() {
    workTeams.clear();
  }

  /** Lets nobody answer from now on. */
  public void silence() {
    silentCrowd.set(true);
  }

  /** Lets annotators answer this share of the objects, in percent, and leave the rest. */
  public void answerOnly(int percent) {
    this.answeredShare = percent;
  }

  /** How jobs end from now on. */
  public void endWith(End next) {
    this.end = next;
  }

  /** The requests of the labeling jobs that were created. */
  public synchronized List<JsonNode> created() {
    return jobs.values().stream().map(job -> job.request).toList();
  }

  /** Lets the crowd do what there is to do, and tells of the jobs that end. */
  public void work() {
    synchronized (this) {
      jobs.values().stream().filter(Job::open).forEach(this::answer);
    }
    events.deliver();
  }

  private synchronized ObjectNode create(JsonNode request) {
    String name = request.path("LabelingJobName").asText();
    String known = name.toLowerCase(Locale.ROOT);
    if (jobs.containsKey(known)) {
      throw new ServiceException(
          "ResourceInUse", "Labeling job name must be unique. " + ARN + "labeling-job/" + name);
    }
    String team = request.at("/HumanTaskConfig/WorkteamArn").asText();
    if (!workTeams.contains(team.substring(team.lastIndexOf('/') + 1)) && !isPublic(team)) {
      throw new ServiceException("ValidationException", "Work team " + team + " does not exist");
    }
    refuseWhatTheModelCannotSay(request, team);
    jobs.put(known, new Job(request));
    return JSON.createObjectNode().put("LabelingJobArn", ARN + "labeling-job/" + name);
  }

  /** Rules of the developer guide that the service model does not hold. */
  private void refuseWhatTheModelCannotSay(JsonNode request, String team) {
    JsonNode task = request.path("HumanTaskConfig");
    var wrong = new ArrayList<String>();
    if (task.path("UiConfig").size() != 1) {
      wrong.add("UiConfig has exactly one member");
    }
    if (isPublic(team) == task.path("PublicWorkforceTaskPrice").isMissingNode()) {
      wrong.add("a price is for the public work team, which needs one");
    }
    if (request.path("LabelAttributeName").asText().matches(".*(-metadata|-ref)")) {
      wrong.add("LabelAttributeName does not end in -metadata or -ref");
    }
    files().lines(request).stream()
        .filter(line -> !line.has("source") && !line.has("source-ref"))
        .findFirst()
        .ifPresent(line -> wrong.add("each line of the manifest has source or source-ref"));
    if (files().labels(request).size() < 2) {
      wrong.add("a label category file has at least two labels");
    }
    files().lines(request).forEach(line -> files().form(request, line));
    if (!wrong.isEmpty()) {
      throw new ServiceException("ValidationException", String.join("; ", wrong));
    }
  }

  private static boolean isPublic(String team) {
    return team.endsWith(":workteam/public-crowd/default");
  }

  private void answer(Job job) {
    job.objects = files().lines(job.request).size();
    int answered = silentCrowd.get() ? 0 : (job.objects * answeredShare + 99) / 100;
    job.labeled = answered;
    files().write(job.request, answered);
    finish(job, end == End.COMPLETED ? "Completed" : "Failed");
  }

  private GroundTruthFiles files() {
    return new GroundTruthFiles(objects, crowd);
  }

  private void finish(Job job, String status) {
    job.status = status;
    if (status.equals("Failed")) {
      job.failure = Optional.of("ClientError: the role may not read the input manifest");
    }
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", "event-" + job.name());
    event.put("source", "aws.sagemaker");
    event.put("detail-type", "SageMaker Ground Truth Labeling Job State Change");
    event.put("account", "123456789012").put("region", "us-east-1").put("time", BEGIN.toString());
    event.putArray("resources").add(ARN + "labeling-job/" + job.name());
    event.putObject("detail").put("LabelingJobStatus", status);
    events.add(event.toString());
  }

  private synchronized ObjectNode describe(JsonNode request) {
    Job job = job(request);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("LabelingJobStatus", job.status);
    answer
        .putObject("LabelCounters")
        .put("TotalLabeled", job.labeled)
        .put("HumanLabeled", job.labeled)
        .put("MachineLabeled", 0)
        .put("FailedNonRetryableError", 0)
        .put("Unlabeled", job.objects - job.labeled);
    job.failure.ifPresent(reason -> answer.put("FailureReason", reason));
    answer.put("CreationTime", BEGIN.getEpochSecond());
    answer.put("LastModifiedTime", BEGIN.getEpochSecond());
    answer.put("JobReferenceCode", "reference");
    answer.put("LabelingJobName", job.name());
    answer.put("LabelingJobArn", ARN + "labeling-job/" + job.name());
    for (String member :
        List.of(
            "LabelAttributeName", "InputConfig", "OutputConfig", "RoleArn", "HumanTaskConfig")) {
      answer.set(member, job.request.get(member));
    }
    return answer;
  }

  private synchronized ObjectNode stop(JsonNode request) {
    Job job = job(request);
    if (!job.open()) {
      throw new ServiceException(
          "ValidationException", "The labeling job is " + job.status + " and cannot be stopped");
    }
    finish(job, "Stopped");
    return JSON.createObjectNode();
  }

  private synchronized ObjectNode workTeam(JsonNode request) {
    String name = request.path("WorkteamName").asText();
    if (!workTeams.contains(name)) {
      throw new ServiceException("ValidationException", "The workteam " + name + " does not exist");
    }
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode team = answer.putObject("Workteam");
    team.put("WorkteamName", name);
    team.put("WorkteamArn", ARN + "workteam/private-crowd/" + name);
    team.put("Description", "Who labels.");
    team.putArray("MemberDefinitions")
        .addObject()
        .putObject("OidcMemberDefinition")
        .putArray("Groups")
        .add("annotators");
    return answer;
  }

  private synchronized ObjectNode subscribedWorkTeam(JsonNode request) {
    String arn = request.path("WorkteamArn").asText();
    if (workTeams.isEmpty()) {
      throw new ServiceException("ValidationException", "No subscription to " + arn);
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("SubscribedWorkteam").put("WorkteamArn", arn);
    return answer;
  }

  private Job job(JsonNode request) {
    Job job = jobs.get(request.path("LabelingJobName").asText().toLowerCase(Locale.ROOT));
    if (job == null) {
      throw new ServiceException(
          "ResourceNotFound", "Could not find labeling job " + request.path("LabelingJobName"));
    }
    return job;
  }

  @Override
  public void close() {
    server.close();
  }
}
