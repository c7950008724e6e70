package io.labelloop.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who works on the questions of a page, and what they said: one document, replaced by conditional
 * writes. The answers themselves are objects of their own; a page that missed one learns of it when
 * the answer is sent again.
 *
 * @param closed whether answers no longer count
 * @param entries one for each question, in the page's order
 */
record Page(int version, boolean closed, List<Entry> entries) {
  static final int VERSION = 1;

  Page {
    entries = List.copyOf(entries);
  }

  /** What became of one question; at most one {@code given} of a person, the latest revision. */
  record Entry(List<Lease> leases, List<Given> given) {
    Entry {
      leases = List.copyOf(leases);
      given = List.copyOf(given);
    }

    Optional<Given> of(PersonId person) {
      return given.stream().filter(g -> g.person().equals(person)).findFirst();
    }

    /** The answers that count, but for those of one person. */
    private int counted(PersonId besides) {
      return (int) given.stream().filter(g -> g.counts() && !g.person().equals(besides)).count();
    }

    private int counted() {
      return (int) given.stream().filter(Given::counts).count();
    }

    private List<Lease> live(Instant now) {
      return leases.stream().filter(lease -> lease.until().isAfter(now)).toList();
    }
  }

  /** That a person works on a question in one of their tabs, until an instant. */
  record Lease(PersonId person, String tab, Instant until) {}

  /**
   * A person's latest revision.
   *
   * @param millis the active time
   */
  record Given(
      PersonId person, int revision, Reply reply, Instant at, long millis, Standing standing) {
    boolean counts() {
      return standing == Standing.COUNTS;
    }
  }

  /** Whether a person can be given a question. */
  enum Offer {
    /** They work on it in this tab. */
    HELD_HERE,
    /** Nobody else is needed to give it back first. */
    FREE,
    /** They work on it in another tab. */
    HELD_ELSEWHERE,
    /** Others work on it. */
    LOCKED,
    /** It has its answers, or this person's. */
    NOTHING
  }

  /** A page that nobody has worked on. */
  static Page untouched(int questions) {
    return new Page(
        VERSION, false, java.util.Collections.nCopies(questions, new Entry(List.of(), List.of())));
  }

  Entry entry(Spot spot) {
    return entries.get(spot.index());
  }

  Offer offer(int index, Question question, PersonId person, String tab, Instant now) {
    Entry entry = entries.get(index);
    boolean said = entry.of(person).filter(g -> g.reply().kind() != AnswerKind.UNDONE).isPresent();
    if (closed || said || question.excludes(person)) {
      return Offer.NOTHING;
    }
    int counted = entry.counted(person);
    if (counted >= question.wanted()) {
      return Offer.NOTHING;
    }
    List<Lease> live = entry.live(now);
    Optional<Lease> own = live.stream().filter(l -> l.person().equals(person)).findFirst();
    if (own.isPresent()) {
      return own.get().tab().equals(tab) ? Offer.HELD_HERE : Offer.HELD_ELSEWHERE;
    }
    return counted + live.size() < question.wanted() ? Offer.FREE : Offer.LOCKED;
  }

  /** When the first of the leases on a question ends. */
  Optional<Instant> nextEnd(int index, Instant now) {
    return entries.get(index).live(now).stream().map(Lease::until).min(Comparator.naturalOrder());
  }

  /** The instant until which a person holds a question, if they do. */
  Optional<Instant> heldUntil(int index, PersonId person, Instant now) {
    return entries.get(index).live(now).stream()
        .filter(lease -> lease.person().equals(person))
        .map(Lease::until)
        .findFirst();
  }

  /** The page with a lease of a person until an instant; leases that have ended are forgotten. */
  Page leased(int index, PersonId person, String tab, Instant until, Instant now) {
    return with(
        index,
        entry -> {
          var leases = new ArrayList<Lease>();
          entry.live(now).stream().filter(l -> !l.person().equals(person)).forEach(leases::add);
          leases.add(new Lease(person, tab, until));
          return new Entry(leases, entry.given());
        });
  }

  /** The page without a person's lease on a question. */
  Page released(int index, PersonId person) {
    return with(
        index,
        entry ->
            new Entry(
                entry.leases().stream().filter(l -> !l.person().equals(person)).toList(),
                entry.given()));
  }

  /** What a reply of a person would be good for now. */
  Standing standing(int index, Question question, PersonId person, AnswerKind kind) {
    if (!kind.answers()) {
      return Standing.NOTED;
    }
    if (question.training()) {
      return Standing.TRAINING;
    }
    if (closed) {
      return Standing.LATE;
    }
    return entries.get(index).counted(person) < question.wanted()
        ? Standing.COUNTS
        : Standing.SURPLUS;
  }

  /**
   * The page with a revision of a person, and without their lease. A revision that the page has, or
   * an older one, changes nothing.
   */
  Page given(int index, Given given) {
    if (entries.get(index).of(given.person()).map(Given::revision).orElse(0) >= given.revision()) {
      return this;
    }
    return released(index, given.person())
        .with(
            index,
            entry -> {
              var all = new ArrayList<Given>();
              entry.given().stream()
                  .filter(g -> !g.person().equals(given.person()))
                  .forEach(all::add);
              all.add(given);
              return new Entry(entry.leases(), all);
            });
  }

  /** The page, closed. */
  Page shut() {
    return new Page(version, true, entries);
  }

  /** Whether every question has the answers that it wanted. */
  boolean complete(List<Question> questions) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).counted() < questions.get(i).wanted()) {
        return false;
      }
    }
    return true;
  }

  /** The answers that count. */
  int counted() {
    return entries.stream().mapToInt(Entry::counted).sum();
  }

  /** The leases that have not ended. */
  List<Lease> live(int index, Instant now) {
    return entries.get(index).live(now);
  }

  private Page with(int index, UnaryOperator<Entry> change) {
    var changed = new ArrayList<>(entries);
    changed.set(index, change.apply(entries.get(index)));
    return new Page(version, closed, changed);
  }
}
