package io.labelloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Mechanical Turk as it was by its contract of 2017-01-17: takes HITs, lets a crowd answer them
 * when told to, pays whom the requester approves, and tells an SQS queue.
 *
 * <p>Shapes and texts are those of the <a
 * href="https://docs.aws.amazon.com/AWSMechTurk/latest/AWSMturkAPI/Welcome.html">API reference</a>.
 */
public final class MechanicalTurkServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");
  private static final int MOST_BYTES = 65_535;

  private final AwsJsonServer server;
  private final Crowd crowd;
  private final TurkNotifications notifications;
  private final Map<String, ObjectNode> hitTypes = new LinkedHashMap<>();
  private final Map<String, TurkHit> hits = new LinkedHashMap<>();
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final TurkQualifications qualifications = new TurkQualifications();
  private final TurkAccount account = new TurkAccount();
  private int seconds;
  private volatile int secondsPerPage = 60;
  private volatile boolean silent;
  private volatile boolean malformed;

  /**
   * @param notifications where messages to the queue go, as JSON
   */
  public MechanicalTurkServer(ServiceModel model, Crowd crowd, Delivery notifications) {
    this.crowd = crowd;
    this.notifications = new TurkNotifications(notifications);
    Map<String, Function<JsonNode, ObjectNode>> operations = new LinkedHashMap<>();
    operations.put("CreateHITType", this::createHitType);
    operations.put("CreateHITWithHITType", this::createHit);
    operations.put("UpdateNotificationSettings", this::notify);
    operations.put("GetHIT", request -> hit(request).answer());
    operations.put("ListHITs", this::listHits);
    operations.put("ListAssignmentsForHIT", this::listAssignments);
    operations.put("ApproveAssignment", this::approve);
    operations.put("RejectAssignment", this::reject);
    operations.put("SendBonus", this::bonus);
    operations.put("UpdateExpirationForHIT", this::expire);
    operations.put("GetAccountBalance", request -> account.balance());
    operations.put("CreateQualificationType", qualifications::create);
    operations.put("ListQualificationTypes", qualifications::list);
    operations.put("AssociateQualificationWithWorker", qualifications::associate);
    this.server = new AwsJsonServer(model, operations);
  }

  public AwsJsonServer server() {
    return server;
  }

  /** What the requester has. */
  public void balance(String usd) {
    account.balance(usd);
  }

  /** What was paid for rewards and bonuses with their fees of 20 %, at least a cent each. */
  public BigDecimal paid() {
    return account.paid();
  }

  /** Lets nobody answer from now on. */
  public void silence() {
    this.silent = true;
  }

  /** Lets workers send what is no answer. */
  public void malform() {
    this.malformed = true;
  }

  /** How long workers take for a page from now on. */
  public void secondsPerPage(int next) {
    this.secondsPerPage = next;
  }

  /** The HITs that were created, as requested. */
  public synchronized List<JsonNode> created() {
    return hits.values().stream().map(hit -> (JsonNode) hit.request()).toList();
  }

  /** The HIT types that were registered, as requested. */
  public synchronized List<JsonNode> types() {
    return List.copyOf(hitTypes.values());
  }

  /** The state of every assignment: Submitted, Approved or Rejected. */
  public synchronized List<String> assignmentStates() {
    return hits.values().stream()
        .flatMap(hit -> hit.assignments().stream())
        .map(assignment -> assignment.path("AssignmentStatus").asText())
        .toList();
  }

  /** Lets tokens of requests run out, as they do after 24 hours. */
  public synchronized void forgetTokens() {
    tokens.clear();
  }

  /** Lets the crowd do what there is to do, and tells of the HITs that ended. */
  public void work() {
    synchronized (this) {
      for (TurkHit hit : hits.values()) {
        if (hit.open() && !silent) {
          work(hit);
        }
        if (hit.becameReviewable()) {
          notifications.tell("HITReviewable", hit, BEGIN.plusSeconds(seconds));
        }
      }
    }
    notifications.deliver();
  }

  private void work(TurkHit hit) {
    List<Form.Field> fields = hit.form().fields();
    for (String worker : crowd.queue(hit.id(), fields.getFirst().item())) {
      if (hit.full()) {
        return;
      }
      if (mayWork(worker, hit)) {
        seconds += secondsPerPage;
        hit.submit(
            worker,
            malformed ? "<QuestionFormAnswers><Answer>" : TurkHit.answers(fields, worker, crowd),
            BEGIN.plusSeconds(seconds - secondsPerPage),
            BEGIN.plusSeconds(seconds));
      }
    }
  }

  private boolean mayWork(String worker, TurkHit hit) {
    for (JsonNode requirement : type(hit.typeId()).path("QualificationRequirements")) {
      if (requirement.path("Comparator").asText().equals("DoesNotExist")
          && qualifications.holds(requirement.path("QualificationTypeId").asText(), worker)) {
        return false;
      }
    }
    return hit.assignments().stream()
        .noneMatch(assignment -> assignment.path("WorkerId").asText().equals(worker));
  }

  private synchronized ObjectNode createHitType(JsonNode request) {
    String id =
        hitTypes.entrySet().stream()
            .filter(type -> type.getValue().equals(request))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> id('T', hitTypes.size() + 1));
    hitTypes.put(id, request.deepCopy());
    return JSON.createObjectNode().put("HITTypeId", id);
  }

  private synchronized ObjectNode notify(JsonNode request) {
    type(request.path("HITTypeId").asText());
    return notifications.listen(request);
  }

  private synchronized ObjectNode createHit(JsonNode request) {
    ObjectNode type = type(request.path("HITTypeId").asText());
    String token = request.path("UniqueRequestToken").asText();
    if (tokens.containsKey(token)) {
      throw ServiceException.turk(
          "HitAlreadyExists",
          "The HIT already exists with ID " + tokens.get(token) + ", token " + token + ".");
    }
    String question = request.path("Question").asText();
    if (question.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw ServiceException.turk(
          "ParameterValidationError", "Question is longer than 65535 bytes");
    }
    String id = id('3', hits.size() + 1);
    var hit = new TurkHit(id, request.deepCopy(), type.path("Reward").asText(), BEGIN);
    tokens.put(token, id);
    hits.put(id, hit);
    return hit.answer();
  }

  private synchronized ObjectNode listHits(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("HITs");
    page(List.copyOf(hits.values()), request, answer).forEach(hit -> list.add(hit.shown()));
    return answer.put("NumResults", list.size());
  }

  private synchronized ObjectNode listAssignments(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode list = answer.putArray("Assignments");
    Set<String> states = new LinkedHashSet<>();
    request.path("AssignmentStatuses").forEach(state -> states.add(state.asText()));
    List<ObjectNode> wanted =
        hit(request).assignments().stream()
            .filter(a -> states.isEmpty() || states.contains(a.path("AssignmentStatus").asText()))
            .toList();
    page(wanted, request, answer).forEach(list::add);
    return answer.put("NumResults", list.size());
  }

  /** One page of a list: the service gives ten where nothing is said. */
  private static <T> List<T> page(List<T> all, JsonNode request, ObjectNode answer) {
    int from = request.has("NextToken") ? Integer.parseInt(request.path("NextToken").asText()) : 0;
    int to = Math.min(all.size(), from + request.path("MaxResults").asInt(10));
    if (to < all.size()) {
      answer.put("NextToken", Integer.toString(to));
    }
    return all.subList(Math.min(from, all.size()), to);
  }

  private synchronized ObjectNode approve(JsonNode request) {
    ObjectNode assignment = submitted(request);
    account.pay(hit(assignment).reward());
    assignment.put("AssignmentStatus", "Approved");
    return JSON.createObjectNode();
  }

  private synchronized ObjectNode reject(JsonNode request) {
    submitted(request)
        .put("AssignmentStatus", "Rejected")
        .put("RequesterFeedback", request.path("RequesterFeedback").asText());
    return JSON.createObjectNode();
  }

  private synchronized ObjectNode bonus(JsonNode request) {
    String token = request.path("UniqueRequestToken").asText();
    if (tokens.put(token, "bonus") != null) {
      throw ServiceException.turk("InvalidBonusState", "The bonus was paid before");
    }
    account.pay(new BigDecimal(request.path("BonusAmount").asText()));
    return JSON.createObjectNode();
  }

  private ObjectNode submitted(JsonNode request) {
    String id = request.path("AssignmentId").asText();
    ObjectNode assignment =
        hits.values().stream()
            .flatMap(hit -> hit.assignments().stream())
            .filter(a -> a.path("AssignmentId").asText().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    ServiceException.turk(
                        "AssignmentDoesNotExist", "Assignment " + id + " does not exist."));
    if (!assignment.path("AssignmentStatus").asText().equals("Submitted")) {
      throw ServiceException.turk(
          "InvalidAssignmentState", "This operation can be called with a status of: Submitted");
    }
    return assignment;
  }

  private synchronized ObjectNode expire(JsonNode request) {
    hit(request).expire();
    return JSON.createObjectNode();
  }

  private ObjectNode type(String id) {
    return Optional.ofNullable(hitTypes.get(id))
        .orElseThrow(
            () -> ServiceException.turk("HITTypeDoesNotExist", "There is no HIT type " + id));
  }

  private TurkHit hit(JsonNode request) {
    String id = request.path("HITId").asText();
    return Optional.ofNullable(hits.get(id))
        .orElseThrow(
            () -> ServiceException.turk("HITDoesNotExist", "Hit " + id + " does not exist."));
  }

  static String id(char kind, int number) {
    return kind + String.format(Locale.ROOT, "%029d", number);
  }

  @Override
  public void close() {
    server.close();
  }
}
