package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.aws.crowd.Liquid;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 *
 * <p>Layout and content of the files are those of <a
 * href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html">Output data</a> and
 * <a
 * href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-custom-templates-step2.html">Creating a
 * custom worker task template</a>.
 */
public final class GroundTruthServer implements AutoCloseable {
  /** The account and Region that the server speaks for. */
  public static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

  private final AwsJsonServer server;
  private final ObjectStore objects;
  private final Crowd crowd;
  private final Delivery events;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final List<String> workTeams = new ArrayList<>(List.of("linguists"));
  private final AtomicBoolean silentCrowd = new AtomicBoolean();
  private int responses;

  /** How a job ends when the crowd is done. */
  public enum End {
    COMPLETED,
    FAILED
  }

  private volatile End end = End.COMPLETED;
  private volatile int answeredShare = 100;

  /**
   * @param objects the object store whose bucket the requests name
   * @param events where events for EventBridge go, as JSON
   */
  public GroundTruthServer(ServiceModel model, ObjectStore objects, Crowd crowd, Delivery events) {
    this.objects = objects;
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
    lines(request).stream()
        .filter(line -> !line.has("source") && !line.has("source-ref"))
        .findFirst()
        .ifPresent(line -> wrong.add("each line of the manifest has source or source-ref"));
    if (json(key(request.path("LabelCategoryConfigS3Uri").asText())).path("labels").size() < 2) {
      wrong.add("a label category file has at least two labels");
    }
    lines(request).forEach(line -> new Form(page(request, line)));
    if (!wrong.isEmpty()) {
      throw new ServiceException("ValidationException", String.join("; ", wrong));
    }
  }

  private static boolean isPublic(String team) {
    return team.endsWith(":workteam/public-crowd/default");
  }

  private void answer(Job job) {
    List<JsonNode> lines = lines(job.request);
    int workers = job.request.at("/HumanTaskConfig/NumberOfHumanWorkersPerDataObject").asInt();
    String output = output(job);
    var manifest = new StringBuilder();
    job.objects = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode line = lines.get(i).deepCopy();
      boolean answered = !silentCrowd.get() && i * 100 < answeredShare * lines.size();
      if (answered) {
        String file = responses(job, lines.get(i), i, workers, output);
        String attribute = job.request.path("LabelAttributeName").asText();
        line.putObject(attribute);
        line.putObject(attribute + "-metadata")
            .put("job-name", "labeling-job/" + job.name())
            .put("type", "groundtruth/custom")
            .put("human-annotated", "yes")
            .put("creation-date", "2026-01-01T08:00:00.000000")
            .put("worker-response-ref", "s3://" + bucket(job.request) + "/" + file);
        job.labeled++;
      }
      manifest.append(line).append('\n');
    }
    put(output + "manifests/output/output.manifest", manifest.toString());
    finish(job, end == End.COMPLETED ? "Completed" : "Failed");
  }

  private String responses(Job job, JsonNode line, int index, int workers, String output) {
    Form form = new Form(page(job.request, line));
    Form.Field field = form.fields().getFirst();
    ObjectNode file = JSON.createObjectNode();
    ArrayNode answers = file.putArray("answers");
    crowd.queue(job.name(), field.item()).stream()
        .limit(workers)
        .forEach(
            annotator ->
                crowd
                    .answer(annotator, field.item(), field.values())
                    .ifPresent(
                        label -> {
                          Instant submitted = BEGIN.plusSeconds(++responses);
                          ObjectNode answer = answers.addObject();
                          answer.put("acceptanceTime", submitted.minusSeconds(8).toString());
                          answer
                              .putObject("answerContent")
                              .set(field.name(), Form.sent(field, label));
                          answer.put("submissionTime", submitted.toString());
                          answer.put("timeSpentInSeconds", 8.0);
                          answer.put("workerId", annotator);
                          answer
                              .putObject("workerMetadata")
                              .putObject("identityData")
                              .put("identityProviderType", "Cognito")
                              .put("issuer", "https://cognito-idp.us-east-1.amazonaws.com/pool")
                              .put("sub", annotator);
                        }));
    String key =
        output + "annotations/worker-response/iteration-1/" + index + "/2026-01-01_08:00:00.json";
    put(key, file.toString());
    return key;
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

  private String page(JsonNode request, JsonNode line) {
    String template = text(key(request.at("/HumanTaskConfig/UiConfig/UiTemplateS3Uri").asText()));
    Object input = JSON.convertValue(line, Map.class);
    return Liquid.render(template, Map.of("task", Map.of("input", input)));
  }

  private List<JsonNode> lines(JsonNode request) {
    return text(key(request.at("/InputConfig/DataSource/S3DataSource/ManifestS3Uri").asText()))
        .lines()
        .map(GroundTruthServer::parse)
        .toList();
  }

  private static String output(Job job) {
    String path = key(job.request.at("/OutputConfig/S3OutputPath").asText());
    return path + (path.endsWith("/") ? "" : "/") + job.name() + "/";
  }

  private JsonNode json(String key) {
    return parse(text(key));
  }

  private String text(String key) {
    return objects
        .get(key)
        .map(object -> new String(object.content(), StandardCharsets.UTF_8))
        .orElseThrow(
            () -> new ServiceException("ValidationException", "there is no object at " + key));
  }

  private void put(String key, String text) {
    objects.put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String bucket(JsonNode request) {
    String uri = request.at("/OutputConfig/S3OutputPath").asText();
    return uri.substring("s3://".length(), uri.indexOf('/', "s3://".length()));
  }

  private static String key(String uri) {
    return uri.substring(uri.indexOf('/', "s3://".length()) + 1);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
