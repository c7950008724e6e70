package io.labelloop.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** A HIT of {@link MechanicalTurkServer}: its question, its assignments, its life. */
final class TurkHit {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ANSWERS =
      "http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd";

  private final String id;
  private final ObjectNode request;
  private final String reward;
  private final Instant created;
  private final Form form;
  private final List<ObjectNode> assignments = new ArrayList<>();
  private boolean expired;
  private boolean told;

  TurkHit(String id, ObjectNode request, String reward, Instant created) {
    this.id = id;
    this.request = request;
    this.reward = reward;
    this.created = created;
    this.form = new Form(html(request.path("Question").asText()));
  }

  private static String html(String question) {
    var root = Jsoup.parse(question, "", Parser.xmlParser()).selectFirst("HTMLQuestion");
    if (root == null
        || !root.attr("xmlns").endsWith("2011-11-11/HTMLQuestion.xsd")
        || root.select("HTMLContent").size() != 1
        || root.select("FrameHeight").size() != 1) {
      throw ServiceException.turk("ParameterValidationError", "The question is no HTMLQuestion");
    }
    return root.select("HTMLContent").getFirst().wholeText();
  }

  String id() {
    return id;
  }

  String typeId() {
    return request.path("HITTypeId").asText();
  }

  ObjectNode request() {
    return request;
  }

  BigDecimal reward() {
    return new BigDecimal(reward);
  }

  Form form() {
    return form;
  }

  List<ObjectNode> assignments() {
    return assignments;
  }

  boolean full() {
    return assignments.size() >= request.path("MaxAssignments").asInt(1);
  }

  boolean open() {
    return !expired && !full();
  }

  void expire() {
    expired = true;
  }

  /** Whether the HIT has become reviewable since the last time that this was asked. */
  boolean becameReviewable() {
    boolean now = !open() && !told;
    told |= now;
    return now;
  }

  void submit(String worker, String answer, Instant accepted, Instant submitted) {
    assignments.add(
        JSON.createObjectNode()
            .put("AssignmentId", "3A" + id + "N" + (assignments.size() + 1))
            .put("WorkerId", worker)
            .put("HITId", id)
            .put("AssignmentStatus", "Submitted")
            .put("AcceptTime", accepted.getEpochSecond())
            .put("SubmitTime", submitted.getEpochSecond())
            .put("AutoApprovalTime", submitted.plusSeconds(259_200).getEpochSecond())
            .put("Answer", answer));
  }

  /** What a worker's form sends: all fields as one JSON text. */
  static String answers(List<Form.Field> fields, String worker, Crowd crowd) {
    ObjectNode form = JSON.createObjectNode();
    for (Form.Field field : fields) {
      crowd
          .answer(worker, field.item(), field.values())
          .ifPresent(label -> form.set(field.name(), Form.sent(field, label)));
    }
    String json = JSON.createArrayNode().add(form).toString();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><QuestionFormAnswers xmlns=\""
        + ANSWERS
        + "\"><Answer><QuestionIdentifier>taskAnswers</QuestionIdentifier><FreeText>"
        + json.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        + "</FreeText></Answer></QuestionFormAnswers>";
  }

  ObjectNode answer() {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("HIT", shown());
    return answer;
  }

  ObjectNode shown() {
    ObjectNode hit = JSON.createObjectNode();
    hit.put("HITId", id).put("HITTypeId", typeId());
    hit.put("CreationTime", created.getEpochSecond());
    hit.put("HITStatus", open() ? "Assignable" : "Reviewable");
    hit.put("MaxAssignments", request.path("MaxAssignments").asInt(1));
    hit.put("Reward", reward);
    hit.put("RequesterAnnotation", request.path("RequesterAnnotation").asText());
    hit.put("NumberOfAssignmentsCompleted", assignments.size());
    return hit;
  }
}
