package io.labelloop.portal;

import io.labelloop.estimation.ClopperPearson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a manager sees of each person, counted from the stored pages at every look. */
public final class PeopleFigures {
  private static final double ALPHA = 0.05;

  private final PortalContext context;

  PeopleFigures(PortalContext context) {
    this.context = context;
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
  public List<PersonFigures> all() {
    Map<PersonId, PersonTally> tallies = new HashMap<>();
    context
        .jobs()
        .index()
        .jobs()
        .forEach(
            job ->
                context.forEachQuestion(
                    job,
                    (question, page, spot) -> {
                      List<Page.Given> given = page.entry(spot).given();
                      given.forEach(
                          g ->
                              tallies
                                  .computeIfAbsent(g.person(), p -> new PersonTally())
                                  .add(g, given));
                    }));
    Map<String, Invitation> invitations = new HashMap<>();
    new SignIn(context).invitations().forEach(i -> invitations.put(i.id(), i));
    return context.profiles().stream()
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
        Reply expected = context.gold().questions().get(index).gold().orElseThrow().answer();
        right += given.get().reply().sameAnswer(expected) ? 1 : 0;
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

  private static final class PersonTally {
    private final AnswerTally entries = new AnswerTally();
    private int agreeing;
    private int pairs;

    void add(Page.Given given, Collection<Page.Given> all) {
      entries.add(given);
      if (given.reply().kind() == AnswerKind.LABEL) {
        for (Page.Given other : all) {
          if (!other.person().equals(given.person()) && other.reply().kind() == AnswerKind.LABEL) {
            pairs++;
            agreeing += given.reply().sameAnswer(other.reply()) ? 1 : 0;
          }
        }
      }
    }
  }
}
