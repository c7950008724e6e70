package io.labelloop.portal;

import io.labelloop.annotation.SpreadsheetRow;
import io.labelloop.portal.JobIndex.Job;
import io.labelloop.workflow.port.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All answers and decisions, one line each, in the order of their keys: twice the same bytes while
 * nobody answers.
 */
public final class PortalExport {
  private final PortalContext context;

  PortalExport(PortalContext context) {
    this.context = context;
  }

  /**
   * A line of the export.
   *
   * @param type answer, contradiction (another answer that was sent as the same revision, and does
   *     not count) or decision
   * @param job the number of the labeling job; 0 for gold items
   * @param standing what the answer is good for; only of a person's latest revision
   */
  public record Line(
      String type,
      int job,
      String item,
      String annotator,
      int revision,
      AnswerKind kind,
      Reply answer,
      Optional<Standing> standing,
      StoredAnswer.Meta meta,
      java.time.Instant receivedAt) {}

  /** Everything as JSON Lines. */
  public byte[] jsonLines() {
    var bytes = new ByteArrayOutputStream();
    for (Line line : lines()) {
      bytes.writeBytes(PortalJson.bytes(line));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** Everything as CSV for people, which a spreadsheet does not run. */
  public byte[] csv() {
    var text =
        new StringBuilder(
            "type,job,item,annotator,revision,kind,answer,standing,seconds,receivedAt\n");
    for (Line line : lines()) {
      Reply reply = line.answer();
      String answer =
          reply
              .label()
              .or(reply::cannotTell)
              .or(() -> reply.spans().map(Object::toString))
              .orElse("");
      text.append(
          SpreadsheetRow.of(
              line.type(),
              line.job(),
              line.item(),
              line.annotator(),
              line.revision(),
              line.kind().label(),
              answer,
              line.standing().map(Standing::label).orElse(""),
              line.meta().activeMillis() / 1000.0,
              line.receivedAt()));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The sentences with the tags of each answer that counts, and of each decision, as CoNLL: a token
   * and its tag a line, an empty line between, and a comment that names item and annotator.
   */
  public byte[] conll() {
    var text = new StringBuilder();
    for (Job job : context.jobs().index().jobs()) {
      context.forEachQuestion(
          job,
          (question, page, spot) ->
              page.entry(spot).given().stream()
                  .filter(Page.Given::counts)
                  .sorted((a, b) -> a.person().compareTo(b.person()))
                  .forEach(g -> sentence(text, question, g.person().value(), g.reply())));
    }
    Map<String, Question> questions = questionsByItem();
    new Decisions(context)
        .all()
        .forEach(
            decision ->
                Optional.ofNullable(questions.get(decision.item().value()))
                    .ifPresent(
                        question ->
                            sentence(
                                text,
                                question,
                                PortalWorkforce.ADJUDICATOR.value(),
                                decision.reply())));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Question> questionsByItem() {
    Map<String, Question> questions = new HashMap<>();
    for (Job job : context.jobs().index().jobs()) {
      for (int number = 0; number < job.pages(); number++) {
        context
            .pages()
            .questions(context.pages().place(job, number))
            .forEach(question -> questions.put(question.item().value(), question));
      }
    }
    return questions;
  }

  private static void sentence(
      StringBuilder text, Question question, String annotator, Reply reply) {
    if (reply.spans().isEmpty()
        || !(question.content() instanceof io.labelloop.pool.ItemContent.Tokens sentence)) {
      return;
    }
    text.append("# item = ").append(question.item()).append('\n');
    text.append("# annotator = ").append(annotator).append('\n');
    List<String> tokens = sentence.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      String tag = "O";
      for (Reply.Span span : reply.spans().get()) {
        if (i >= span.start() && i < span.end()) {
          tag = (i == span.start() ? "B-" : "I-") + span.type();
        }
      }
      text.append(tokens.get(i).replaceAll("\\s", " ").strip())
          .append('\t')
          .append(tag)
          .append('\n');
    }
    text.append('\n');
  }

  private List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (Job job : context.jobs().index().jobs()) {
      for (int number = 0; number < job.pages(); number++) {
        Pages.Place place = context.pages().place(job, number);
        addAnswers(place, job.number(), context.pages().read(place), lines);
      }
    }
    for (ObjectStore.ObjectSummary object : context.store().list(context.keys().people())) {
      if (object.key().endsWith("/profile.json")) {
        PersonId person = context.store().find(object.key(), Profile.class).orElseThrow().person();
        Pages.Place place = context.pages().goldPlace(person);
        addAnswers(place, Spot.GOLD, context.pages().read(place), lines);
      }
    }
    for (Decision decision : new Decisions(context).all()) {
      lines.add(
          new Line(
              "decision",
              0,
              decision.item().value(),
              PortalWorkforce.ADJUDICATOR.value(),
              1,
              decision.reply().kind(),
              decision.reply(),
              Optional.of(Standing.COUNTS),
              StoredAnswer.Meta.NONE,
              decision.at()));
    }
    return lines;
  }

  private void addAnswers(Pages.Place place, int job, Page page, List<Line> lines) {
    List<Question> questions = context.pages().questions(place);
    Map<String, Page.Given> latest = new HashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      String item = questions.get(i).item().value();
      page.entries().get(i).given().forEach(g -> latest.put(item + " " + g.person(), g));
    }
    for (ObjectStore.ObjectSummary object : context.store().list(place.answers())) {
      StoredAnswer answer = context.store().find(object.key(), StoredAnswer.class).orElseThrow();
      boolean contradiction = object.key().contains("-contradicted-");
      Optional<Standing> standing =
          Optional.ofNullable(latest.get(answer.item() + " " + answer.person()))
              .filter(g -> !contradiction && g.revision() == answer.revision())
              .map(Page.Given::standing);
      lines.add(
          new Line(
              contradiction ? "contradiction" : "answer",
              job,
              answer.item().value(),
              answer.person().value(),
              answer.revision(),
              answer.kind(),
              answer.reply(),
              standing,
              answer.meta(),
              answer.receivedAt()));
    }
  }
}
