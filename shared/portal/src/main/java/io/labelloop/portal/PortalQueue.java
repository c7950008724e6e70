package io.labelloop.portal;

import io.labelloop.portal.JobIndex.Job;
import io.labelloop.portal.PageSearch.Found;
import io.labelloop.portal.PageSearch.Seeker;
import io.labelloop.portal.PageSearch.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives people items, and keeps an item for a person while they work on it. Items to practise on
 * come first, hidden gold items among the rest at the campaign's share.
 */
public final class PortalQueue {
  /** The most items that are handed out at once. */
  public static final int MOST_WANTED = 10;

  private final PortalContext context;
  private final PageSearch search;
  private final GoldTurns gold;

  PortalQueue(PortalContext context) {
    this.context = context;
    this.search = new PageSearch(context.pages(), context.jobs(), context.spec(), context.seed());
    this.gold = new GoldTurns(context);
  }

  /** An item that a page holds, and until when it is this person's; absent if it was lost. */
  public record Held(String assignment, Optional<Instant> until) {}

  /**
   * Takes items for a person.
   *
   * @param tab names the person's tab; a reload keeps it
   * @param have the items that the tab holds, which are kept for longer
   * @param want how many more, 0 to {@link #MOST_WANTED}
   */
  public Work next(PersonId person, String tab, List<String> have, int want) {
    Instant now = context.clock().instant();
    if (context.settings().paused()) {
      return new Work(List.of(), Work.State.PAUSED, Optional.empty());
    }
    Desk desk = context.desks().read(person);
    LeaseTimes times = LeaseTimes.of(context.spec(), desk);
    Set<Spot> held = spots(person, have);
    renew(person, tab, List.copyOf(held), true, times, now);
    var seeker = new Seeker(person, tab, held, times, now);
    var taken = new ArrayList<>(gold.resumed(seeker));
    Work.State state = Work.State.WORK;
    Optional<Instant> retryAt = Optional.empty();
    Desk.Cursor cursor = desk.cursor();
    int issued = 0;
    taken.addAll(gold.training(seeker, want - taken.size()));
    if (taken.size() < want && !gold.practising(seeker)) {
      GoldTurns.Plan plan = gold.plan(seeker, desk.issued(), want - taken.size());
      Searched searched = searchJobs(seeker, cursor, plan.work());
      cursor = searched.cursor();
      List<Taken> mixed = gold.mix(seeker, plan, searched.taken());
      issued = mixed.size();
      taken.addAll(mixed);
      if (taken.size() < want) {
        state = searched.state();
        retryAt = searched.retryAt();
      }
    }
    List<Work.Assignment> items =
        taken.stream()
            .limit(Math.max(0, want))
            .map(
                t ->
                    new Work.Assignment(
                        context.secret().seal(person, t.spot()),
                        t.until(),
                        context.views().of(t.spot(), t.question())))
            .toList();
    if (issued > 0 || !cursor.equals(desk.cursor())) {
      int more = issued;
      Desk.Cursor at = cursor;
      context.desks().update(person, before -> before.issued(more, at).seen(now));
    }
    return new Work(items, state, retryAt);
  }

  /** What a search of all open jobs came to. */
  private record Searched(
      List<Taken> taken, Work.State state, Optional<Instant> retryAt, Desk.Cursor cursor) {}

  private Searched searchJobs(Seeker seeker, Desk.Cursor cursor, int want) {
    var taken = new ArrayList<Taken>();
    Optional<Instant> retryAt = Optional.empty();
    Work.State state = Work.State.DONE;
    Desk.Cursor at = cursor;
    for (Job job : context.openJobs()) {
      if (taken.size() >= want) {
        break;
      }
      int position = cursor.job() == job.number() ? cursor.position() : 0;
      Found found = search.search(job, seeker, position, want - taken.size());
      taken.addAll(found.taken());
      at = new Desk.Cursor(job.number(), found.position());
      if (taken.isEmpty() && seeker.held().isEmpty() && found.exhaustive()) {
        taken.addAll(fromOtherTabs(seeker, found.elsewhere(), want));
      }
      if (!found.exhaustive()) {
        state = Work.State.SEARCHING;
      } else if (found.nextEnd().isPresent() && state == Work.State.DONE) {
        state = Work.State.LOCKED;
      }
      retryAt = earlier(retryAt, found.nextEnd());
    }
    return new Searched(
        taken,
        taken.size() >= want ? Work.State.WORK : state,
        state == Work.State.LOCKED ? retryAt : Optional.empty(),
        at);
  }

  private static Optional<Instant> earlier(Optional<Instant> left, Optional<Instant> right) {
    return left.isEmpty() || (right.isPresent() && right.get().isBefore(left.get())) ? right : left;
  }

  /** If nothing else is left, a person may go on in this tab with what another one holds. */
  private List<Taken> fromOtherTabs(Seeker seeker, List<Spot> spots, int want) {
    var taken = new ArrayList<Taken>();
    for (Spot spot : spots.subList(0, Math.min(want, spots.size()))) {
      Pages.Place place = context.place(seeker.person(), spot.pageId()).orElseThrow();
      Question question = context.pages().questions(place).get(spot.index());
      Instant until = seeker.times().until(taken.isEmpty(), seeker.now());
      context
          .pages()
          .update(
              place,
              page ->
                  page.leased(spot.index(), seeker.person(), seeker.tab(), until, seeker.now()));
      taken.add(new Taken(spot, question, until));
    }
    return taken;
  }

  /**
   * Keeps what a tab holds for longer.
   *
   * @param have the items in the order of the tab, the current one first
   * @param active whether the person is; if not, only the current item is kept
   * @return the items that the tab named and this person was given
   */
  public List<Held> heartbeat(PersonId person, String tab, List<String> have, boolean active) {
    Instant now = context.clock().instant();
    Desk desk = context.desks().read(person);
    LeaseTimes times = LeaseTimes.of(context.spec(), desk);
    List<Spot> spots = List.copyOf(spots(person, have));
    Map<Spot, Instant> until = renew(person, tab, spots, active, times, now);
    return spots.stream()
        .map(
            spot ->
                new Held(context.secret().seal(person, spot), Optional.ofNullable(until.get(spot))))
        .toList();
  }

  /** Gives back what a tab holds. */
  public void leave(PersonId person, List<String> have) {
    for (Spot spot : spots(person, have)) {
      context
          .place(person, spot.pageId())
          .ifPresent(
              place -> context.pages().update(place, page -> page.released(spot.index(), person)));
    }
  }

  /** The item of an assignment as it is, and kept for the person where nobody else has it. */
  public Optional<Work.Assignment> item(PersonId person, String tab, String assignment) {
    Optional<Spot> spot = context.secret().open(person, assignment);
    Optional<Pages.Place> place = spot.flatMap(s -> context.place(person, s.pageId()));
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Instant now = context.clock().instant();
    LeaseTimes times = LeaseTimes.of(context.spec(), context.desks().read(person));
    Map<Spot, Instant> until = renew(person, tab, List.of(spot.get()), true, times, now);
    Question question = context.pages().questions(place.get()).get(spot.get().index());
    return Optional.of(
        new Work.Assignment(
            assignment,
            Optional.ofNullable(until.get(spot.get())).orElse(now),
            context.views().of(spot.get(), question)));
  }

  private Set<Spot> spots(PersonId person, List<String> assignments) {
    var spots = new LinkedHashSet<Spot>();
    assignments.forEach(a -> context.secret().open(person, a).ifPresent(spots::add));
    return spots;
  }

  private Map<Spot, Instant> renew(
      PersonId person,
      String tab,
      List<Spot> spots,
      boolean active,
      LeaseTimes times,
      Instant now) {
    var held = new LinkedHashMap<Spot, Instant>();
    for (int i = 0; i < spots.size(); i++) {
      Spot spot = spots.get(i);
      boolean current = i == 0;
      Optional<Pages.Place> place = context.place(person, spot.pageId());
      if (place.isEmpty()) {
        continue;
      }
      Question question = context.pages().questions(place.get()).get(spot.index());
      Page page =
          context
              .pages()
              .update(
                  place.get(),
                  before -> {
                    Page.Offer offer = before.offer(spot.index(), question, person, tab, now);
                    boolean mine = offer != Page.Offer.LOCKED && offer != Page.Offer.NOTHING;
                    Optional<Instant> until = before.heldUntil(spot.index(), person, now);
                    boolean due = until.map(u -> times.due(u, current, now)).orElse(true);
                    return mine && due && (active || current)
                        ? before.leased(spot.index(), person, tab, times.until(current, now), now)
                        : before;
                  });
      page.heldUntil(spot.index(), person, now).ifPresent(until -> held.put(spot, until));
    }
    return held;
  }
}
