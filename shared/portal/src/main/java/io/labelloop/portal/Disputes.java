package io.labelloop.portal;

import io.labelloop.portal.JobIndex.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The items that people answered differently. A manager decides each without knowing who said what;
 * names are told once it is decided. The decision is an answer of the {@link
 * PortalWorkforce#ADJUDICATOR}.
 */
public final class Disputes {
  private final PortalContext context;
  private final Decisions decisions;

  Disputes(PortalContext context) {
    this.context = context;
    this.decisions = new Decisions(context);
  }

  /** An item with different answers. */
  public record Dispute(
      String dispute,
      String item,
      ItemView.Content content,
      List<Said> answers,
      Optional<Decided> decided) {}

  /**
   * What some people said.
   *
   * @param who only where it is decided
   */
  public record Said(Reply answer, int count, List<String> notes, Optional<List<String>> who) {}

  /**
   * What a manager decided.
   *
   * @param by the manager's name
   */
  public record Decided(Reply answer, String by, Instant at, Optional<String> reason) {}

  /** What became of a decision. */
  public sealed interface Outcome {
    /** It holds. */
    record Holds(Decided decided) implements Outcome {}

    /** Another one was first. */
    record Other(Decided decided) implements Outcome {}

    /** There is no such dispute. */
    record Unknown() implements Outcome {}

    /** It is no answer that the task allows. */
    record Wrong(List<String> mistakes) implements Outcome {}
  }

  /** All disputes: those that wait for a decision first, each part by item. */
  public List<Dispute> all() {
    Map<String, Case> cases = cases();
    Map<PersonId, String> names = context.names();
    Map<String, Decision> decided = new HashMap<>();
    decisions.all().forEach(decision -> decided.put(decision.item().value(), decision));
    var open = new ArrayList<Dispute>();
    var done = new ArrayList<Dispute>();
    cases.forEach(
        (item, one) -> {
          Optional<Decision> decision = Optional.ofNullable(decided.get(item));
          if (one.disputed() || decision.isPresent()) {
            (decision.isPresent() ? done : open).add(dispute(one, decision, names));
          }
        });
    open.addAll(done);
    return open;
  }

  private Dispute dispute(Case one, Optional<Decision> decision, Map<PersonId, String> names) {
    var said = new ArrayList<Said>();
    one.said.forEach(
        (reply, given) -> {
          Optional<List<String>> who =
              decision.map(d -> given.stream().map(g -> name(g.person(), names)).sorted().toList());
          List<String> notes =
              given.stream().flatMap(g -> g.reply().note().stream()).sorted().toList();
          said.add(new Said(reply, given.size(), notes, who));
        });
    return new Dispute(
        decisions.id(one.question.item().value()),
        one.question.item().value(),
        context.views().content(one.spot, one.question.content()),
        said,
        decision.map(made -> decided(made, names)));
  }

  private static Decided decided(Decision decision, Map<PersonId, String> names) {
    return new Decided(
        decision.reply(), name(decision.by(), names), decision.at(), decision.reason());
  }

  private static String name(PersonId person, Map<PersonId, String> names) {
    return names.getOrDefault(person, person.value());
  }

  /** Decides a dispute, once. */
  public Outcome decide(PersonId by, String dispute, Reply reply, Optional<String> reason) {
    Optional<Case> found =
        cases().values().stream()
            .filter(one -> decisions.id(one.question.item().value()).equals(dispute))
            .filter(one -> one.disputed() || decisions.find(dispute).isPresent())
            .findFirst();
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    List<String> mistakes =
        new ArrayList<>(reply.mistakes(context.campaign().task(), found.get().question.content()));
    if (mistakes.isEmpty() && reply.kind() != AnswerKind.LABEL) {
      mistakes.add("/answer must be a label or spans");
    }
    if (!mistakes.isEmpty()) {
      return new Outcome.Wrong(mistakes);
    }
    Decision decision =
        decisions.decide(
            new Decision(
                Decision.VERSION,
                found.get().question.item(),
                reply,
                by,
                context.clock().instant(),
                reason));
    Decided decided = decided(decision, context.names());
    return decision.reply().equals(reply) ? new Outcome.Holds(decided) : new Outcome.Other(decided);
  }

  /** The answers to every item over all jobs, whether they count or not. */
  private Map<String, Case> cases() {
    Map<String, Case> cases = new TreeMap<>();
    for (Job job : context.jobs().index().jobs()) {
      context.forEachQuestion(
          job,
          (question, page, spot) -> {
            Case one =
                cases.computeIfAbsent(question.item().value(), id -> new Case(spot, question));
            page.entry(spot).given().stream().filter(Page.Given::counts).forEach(one::add);
          });
    }
    return cases;
  }

  private static final class Case {
    private final Spot spot;
    private final Question question;
    private final Map<Reply, List<Page.Given>> said = new LinkedHashMap<>();

    Case(Spot spot, Question question) {
      this.spot = spot;
      this.question = question;
    }

    void add(Page.Given given) {
      Reply reply = given.reply();
      var bare =
          new Reply(
              reply.label(), reply.spans(), reply.cannotTell(), reply.skip(), Optional.empty());
      said.computeIfAbsent(bare, r -> new ArrayList<>()).add(given);
    }

    boolean disputed() {
      return new TreeSet<>(
                  said.keySet().stream()
                      .filter(reply -> reply.kind() == AnswerKind.LABEL)
                      .map(Reply::toString)
                      .toList())
              .size()
          > 1;
    }
  }
}
