package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.labelloop.consolidation.KrippendorffAlpha;
import io.labelloop.estimation.ClopperPearson;
import io.labelloop.portal.JobIndex.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What a manager sees: all of it counted from the stored pages, at every look. */
public final class PortalFigures {
  private static final int ITEMS_PER_PAGE = 50;
  private static final Duration AT_WORK = Duration.ofMinutes(5);
  private static final double ALPHA = 0.05;

  private final PortalContext context;

  PortalFigures(PortalContext context) {
    this.context = context;
  }

  /** All jobs, and who works on them. */
  public record Overview(
      String campaign,
      boolean paused,
      List<JobFigures> jobs,
      int people,
      int atWork,
      Optional<Double> alpha,
      Instant serverTime) {}

  /**
   * A job. {@code openItems} lack an answer; {@code surplus} and {@code late} answers count not.
   */
  public record JobFigures(
      int job,
      Instant publishedAt,
      Instant deadline,
      Optional<Instant> ended,
      Optional<String> reason,
      int items,
      int wanted,
      int answers,
      int openItems,
      int leases,
      int surplus,
      int late,
      int skips,
      int cannotTell) {}

  public Overview overview() {
    Instant now = context.clock().instant();
    List<Profile> profiles = profiles();
    long atWork =
        profiles.stream()
            .filter(
                profile ->
                    context
                        .desks()
                        .read(profile.person())
                        .lastSeen()
                        .filter(seen -> seen.isAfter(now.minus(AT_WORK)))
                        .isPresent())
            .count();
    return new Overview(
        context.campaignId(),
        context.settings().paused(),
        context.jobs().index().jobs().stream().map(job -> figures(job, now)).toList(),
        profiles.size(),
        (int) atWork,
        boxed(KrippendorffAlpha.of(counted().values())),
        now);
  }

  private JobFigures figures(Job job, Instant now) {
    var tally = new Tally();
    forEachQuestion(
        job,
        (question, page, index) -> {
          Page.Entry entry = page.entries().get(index);
          tally.add(entry);
          long counts = entry.given().stream().filter(Page.Given::counts).count();
          tally.openItems += counts < question.wanted() ? 1 : 0;
          tally.leases += page.closed() ? 0 : page.live(index, now).size();
        });
    return new JobFigures(
        job.number(),
        job.publishedAt(),
        job.deadline(),
        job.end().map(JobIndex.End::at),
        job.end().map(end -> end.reason().label()),
        job.items(),
        job.wanted(),
        tally.counts,
        tally.openItems,
        tally.leases,
        tally.surplus,
        tally.late,
        tally.skips,
        tally.cannotTell);
  }

  /** Which items of a job a manager wants to see. */
  public enum ItemFilter {
    ALL,
    OPEN,
    LEASED,
    DECIDED;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The filter of a name, or nothing if there is none. */
    public static Optional<ItemFilter> of(String label) {
      return Arrays.stream(values()).filter(filter -> filter.label().equals(label)).findFirst();
    }
  }

  /** A part of a job's items. */
  public record ItemPage(int page, int pages, List<ItemFigures> items) {}

  /** An item with its answers and who works on it. */
  public record ItemFigures(
      String item, int answers, int wanted, List<LeaseFigures> leases, int skips, int cannotTell) {}

  /** Who works on an item until when. */
  public record LeaseFigures(String name, Instant until) {}

  /** A part of a job's items, or nothing if there is no such job. */
  public Optional<ItemPage> items(int jobNumber, ItemFilter filter, int pageNumber) {
    Instant now = context.clock().instant();
    return context
        .jobs()
        .index()
        .find(jobNumber)
        .map(
            job -> {
              var all = new ArrayList<ItemFigures>();
              Map<PersonId, String> names = names();
              forEachQuestion(
                  job,
                  (question, page, index) -> {
                    ItemFigures item = item(question, page, index, names, now);
                    if (matches(item, filter)) {
                      all.add(item);
                    }
                  });
              int pages = Math.max(1, (all.size() + ITEMS_PER_PAGE - 1) / ITEMS_PER_PAGE);
              int at = Math.clamp(pageNumber, 0, pages - 1);
              return new ItemPage(
                  at,
                  pages,
                  List.copyOf(
                      all.subList(
                          at * ITEMS_PER_PAGE, Math.min(all.size(), (at + 1) * ITEMS_PER_PAGE))));
            });
  }

  private static ItemFigures item(
      Question question, Page page, int index, Map<PersonId, String> names, Instant now) {
    var tally = new Tally();
    tally.add(page.entries().get(index));
    List<LeaseFigures> leases =
        page.closed()
            ? List.of()
            : page.live(index, now).stream()
                .map(
                    lease ->
                        new LeaseFigures(
                            names.getOrDefault(lease.person(), lease.person().value()),
                            lease.until()))
                .toList();
    return new ItemFigures(
        question.item().value(),
        tally.counts,
        question.wanted(),
        leases,
        tally.skips,
        tally.cannotTell);
  }

  private static boolean matches(ItemFigures item, ItemFilter filter) {
    return switch (filter) {
      case ALL -> true;
      case OPEN -> item.answers() < item.wanted();
      case LEASED -> !item.leases().isEmpty();
      case DECIDED -> item.answers() >= item.wanted();
    };
  }

  /**
   * Somebody's work.
   *
   * @param gold how often they were right about hidden gold items, with the 95 % interval of
   *     Clopper and Pearson
   * @param agreement the share of their answers that agree with another person's answer to the same
   *     item
   */
  public record PersonFigures(
      String person,
      String name,
      Role role,
      boolean active,
      Optional<Instant> lastSeen,
      int answers,
      int skips,
      int cannotTell,
      int late,
      Optional<Double> medianSeconds,
      Optional<GoldFigures> gold,
      Optional<Agreement> agreement) {}

  /** See {@link PersonFigures}. */
  public record GoldFigures(int right, int of, double low, double high) {}

  /** See {@link PersonFigures}; {@code with} is the number of pairs of answers. */
  public record Agreement(double value, int with) {}

  /** Everybody who joined, by name. */
  public List<PersonFigures> people() {
    Map<PersonId, PersonTally> tallies = new HashMap<>();
    context
        .jobs()
        .index()
        .jobs()
        .forEach(
            job ->
                forEachQuestion(
                    job,
                    (question, page, index) -> {
                      List<Page.Given> given = page.entries().get(index).given();
                      given.forEach(
                          g ->
                              tallies
                                  .computeIfAbsent(g.person(), p -> new PersonTally())
                                  .add(g, given));
                    }));
    Map<String, Invitation> invitations = new HashMap<>();
    new SignIn(context).invitations().forEach(i -> invitations.put(i.id(), i));
    return profiles().stream()
        .sorted(
            (a, b) -> {
              int byName = a.name().compareTo(b.name());
              return byName != 0 ? byName : a.person().compareTo(b.person());
            })
        .map(
            profile ->
                figures(
                    profile,
                    tallies.getOrDefault(profile.person(), new PersonTally()),
                    Optional.ofNullable(invitations.get(profile.by()))
                        .map(i -> !i.revoked())
                        .orElse(true)))
        .toList();
  }

  private PersonFigures figures(Profile profile, PersonTally tally, boolean active) {
    Desk desk = context.desks().read(profile.person());
    return new PersonFigures(
        profile.person().value(),
        profile.name(),
        profile.role(),
        active,
        desk.lastSeen(),
        tally.entries.counts + tally.entries.surplus + tally.entries.late,
        tally.entries.skips,
        tally.entries.cannotTell,
        tally.entries.surplus + tally.entries.late,
        desk.medianTime().map(time -> time.toMillis() / 1000.0),
        goldOf(profile.person()),
        tally.pairs == 0
            ? Optional.empty()
            : Optional.of(new Agreement((double) tally.agreeing / tally.pairs, tally.pairs)));
  }

  /** How often a person was right about hidden gold items; nothing if they met none. */
  public Optional<GoldFigures> goldOf(PersonId person) {
    List<Integer> hidden = context.gold().hidden();
    if (hidden.isEmpty()) {
      return Optional.empty();
    }
    Page page = context.pages().read(context.pages().goldPlace(person));
    int right = 0;
    int of = 0;
    for (int index : hidden) {
      Optional<Page.Given> given = page.entries().get(index).of(person).filter(Page.Given::counts);
      if (given.isPresent()) {
        of++;
        Optional<String> expected =
            context.gold().questions().get(index).gold().orElseThrow().answer().label();
        right += given.get().reply().label().equals(expected) ? 1 : 0;
      }
    }
    return of == 0
        ? Optional.empty()
        : Optional.of(
            new GoldFigures(
                right,
                of,
                ClopperPearson.lowerBound(right, of, ALPHA / 2),
                ClopperPearson.upperBound(right, of, ALPHA / 2)));
  }

  private List<Profile> profiles() {
    return context.store().list(context.keys().people()).stream()
        .filter(object -> object.key().endsWith("/profile.json"))
        .flatMap(object -> context.store().find(object.key(), Profile.class).stream())
        .toList();
  }

  private Map<PersonId, String> names() {
    Map<PersonId, String> names = new HashMap<>();
    profiles().forEach(profile -> names.put(profile.person(), profile.name()));
    return names;
  }

  /** The answers that count and say something, by item over all jobs. */
  private Map<String, List<Reply>> counted() {
    Map<String, List<Reply>> replies = new TreeMap<>();
    for (Job job : context.jobs().index().jobs()) {
      forEachQuestion(
          job,
          (question, page, index) ->
              page.entries().get(index).given().stream()
                  .filter(g -> g.counts() && g.reply().kind() == AnswerKind.LABEL)
                  .forEach(
                      g ->
                          replies
                              .computeIfAbsent(question.item().value(), i -> new ArrayList<>())
                              .add(g.reply())));
    }
    return replies;
  }

  private interface QuestionVisitor {
    void visit(Question question, Page page, int index);
  }

  private void forEachQuestion(Job job, QuestionVisitor visitor) {
    for (int number = 0; number < job.pages(); number++) {
      Pages.Place place = context.pages().place(job, number);
      List<Question> questions = context.pages().questions(place);
      Page page = context.pages().read(place);
      for (int i = 0; i < questions.size(); i++) {
        visitor.visit(questions.get(i), page, i);
      }
    }
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static final class Tally {
    private int counts;
    private int surplus;
    private int late;
    private int skips;
    private int cannotTell;
    private int openItems;
    private int leases;

    void add(Page.Entry entry) {
      entry.given().forEach(this::add);
    }

    void add(Page.Given given) {
      switch (given.standing()) {
        case COUNTS -> counts++;
        case SURPLUS -> surplus++;
        case LATE -> late++;
        case TRAINING, NOTED -> {
          // no answers
        }
      }
      skips += given.reply().kind() == AnswerKind.SKIP ? 1 : 0;
      cannotTell += given.reply().kind() == AnswerKind.CANNOT_TELL ? 1 : 0;
    }
  }

  private static final class PersonTally {
    private final Tally entries = new Tally();
    private int agreeing;
    private int pairs;

    void add(Page.Given given, Collection<Page.Given> all) {
      entries.add(given);
      if (given.reply().kind() == AnswerKind.LABEL) {
        for (Page.Given other : all) {
          if (!other.person().equals(given.person()) && other.reply().kind() == AnswerKind.LABEL) {
            pairs++;
            agreeing += sameAnswer(given.reply(), other.reply()) ? 1 : 0;
          }
        }
      }
    }

    private static boolean sameAnswer(Reply left, Reply right) {
      return left.label().equals(right.label()) && left.spans().equals(right.spans());
    }
  }
}
