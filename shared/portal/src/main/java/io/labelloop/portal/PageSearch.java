package io.labelloop.portal;

import io.labelloop.campaign.PortalSpec;
import io.labelloop.portal.JobIndex.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks for items of a job that a person can be given, page by page in the person's own order, and
 * takes them. A search reads a bounded number of pages; where it ended, the next one goes on.
 */
final class PageSearch {
  private static final int MOST_PAGES = 12;
  private static final int EASY_WINDOW = 4;

  private final Pages pages;
  private final PortalJobs jobs;
  private final PortalSpec spec;
  private final long seed;

  PageSearch(Pages pages, PortalJobs jobs, PortalSpec spec, long seed) {
    this.pages = pages;
    this.jobs = jobs;
    this.spec = spec;
    this.seed = seed;
  }

  /**
   * Who looks.
   *
   * @param held what their tab holds already
   */
  record Seeker(PersonId person, String tab, Set<Spot> held, LeaseTimes times, Instant now) {}

  /** An item that was taken until an instant. */
  record Taken(Spot spot, Question question, Instant until) {}

  /**
   * What a search came to.
   *
   * @param nextEnd when the first lease of others ends on something that this person could answer
   * @param elsewhere what the person holds in other tabs
   * @param exhaustive whether nothing is left that was not looked at
   */
  record Found(
      List<Taken> taken,
      Optional<Instant> nextEnd,
      List<Spot> elsewhere,
      boolean exhaustive,
      int position) {}

  /** Takes up to a number of items. */
  Found search(Job job, Seeker seeker, int position, int want) {
    PersonalOrder order = pageOrder(job, seeker.person());
    var found = new Gathered();
    int at = position % job.pages();
    int start = at;
    Set<Integer> full = Set.of();
    boolean onlyBefore = true;
    for (int looked = 0, step = 0; step < job.pages(); step++) {
      int page = order.at((position + step) % job.pages());
      if (full.contains(page)) {
        continue;
      }
      if (looked == MOST_PAGES / 2 && full.isEmpty()) {
        full = fullPages(job);
        if (full.contains(page)) {
          continue;
        }
      }
      if (looked == MOST_PAGES) {
        return found.result(false, onlyBefore ? (start + step) % job.pages() : at);
      }
      looked++;
      boolean empty = look(pages.place(job, page), seeker, want - found.taken.size(), found);
      if (onlyBefore && empty) {
        at = (start + step + 1) % job.pages();
      } else {
        onlyBefore = false;
      }
      if (found.taken.size() >= want) {
        return found.result(false, at);
      }
    }
    return found.result(true, at);
  }

  private Set<Integer> fullPages(Job job) {
    Set<Integer> full = new HashSet<>(IntStream.range(0, job.pages()).boxed().toList());
    jobs.pagesToFill(job).forEach(full::remove);
    return full;
  }

  private PersonalOrder pageOrder(Job job, PersonId person) {
    int window = spec.order() == PortalSpec.Order.RANDOM ? job.pages() : EASY_WINDOW;
    return PersonalOrder.of(job.pages(), window, seed, person, "portal-pages-" + job.number());
  }

  /** Takes what a page has; returns whether it had nothing that is free or this person's. */
  private boolean look(Pages.Place place, Seeker seeker, int want, Gathered found) {
    List<Question> questions = pages.questions(place);
    Page page = pages.read(place);
    if (candidates(place, page, questions, seeker).isEmpty()) {
      return note(place, page, questions, seeker, found);
    }
    var taken = new ArrayList<Taken>();
    Page after =
        pages.update(
            place,
            current -> {
              taken.clear();
              Page changed = current;
              for (int index : candidates(place, current, questions, seeker)) {
                if (taken.size() == want) {
                  break;
                }
                boolean first = found.taken.isEmpty() && taken.isEmpty() && seeker.held().isEmpty();
                Instant until = seeker.times().until(first, seeker.now());
                changed = changed.leased(index, seeker.person(), seeker.tab(), until, seeker.now());
                taken.add(new Taken(place.id().at(index), questions.get(index), until));
              }
              return changed;
            });
    found.taken.addAll(taken);
    return note(place, after, questions, seeker, found);
  }

  /**
   * The places of a page that can be taken: what the tab lost sight of, then what is free, first
   * what the person is preferred for.
   */
  private List<Integer> candidates(
      Pages.Place place, Page page, List<Question> questions, Seeker seeker) {
    var mine = new ArrayList<Integer>();
    var free = new ArrayList<Integer>();
    int window = spec.order() == PortalSpec.Order.RANDOM ? questions.size() : EASY_WINDOW;
    PersonalOrder order =
        PersonalOrder.of(
            questions.size(), window, seed, seeker.person(), "portal-page-" + place.id());
    for (int i = 0; i < questions.size(); i++) {
      int index = order.at(i);
      if (seeker.held().contains(place.id().at(index))) {
        continue;
      }
      switch (page.offer(
          index, questions.get(index), seeker.person(), seeker.tab(), seeker.now())) {
        case HELD_HERE -> mine.add(index);
        case FREE -> free.add(index);
        default -> {
          // not to be had
        }
      }
    }
    // a person answers first where they would tell most; the sort keeps their own order of the rest
    free.sort(Comparator.comparingInt(index -> questions.get(index).rankOf(seeker.person())));
    mine.addAll(free);
    return mine;
  }

  private static boolean note(
      Pages.Place place, Page page, List<Question> questions, Seeker seeker, Gathered found) {
    boolean empty = true;
    for (int i = 0; i < questions.size(); i++) {
      switch (page.offer(i, questions.get(i), seeker.person(), seeker.tab(), seeker.now())) {
        case LOCKED -> page.nextEnd(i, seeker.now()).ifPresent(found.ends::add);
        case HELD_ELSEWHERE -> {
          found.elsewhere.add(place.id().at(i));
          empty = false;
        }
        case HELD_HERE, FREE -> empty = false;
        case NOTHING -> {
          // has its answers
        }
      }
    }
    return empty;
  }

  private static final class Gathered {
    private final List<Taken> taken = new ArrayList<>();
    private final List<Instant> ends = new ArrayList<>();
    private final List<Spot> elsewhere = new ArrayList<>();

    Found result(boolean exhaustive, int position) {
      return new Found(
          List.copyOf(taken),
          ends.stream().min(Comparator.naturalOrder()),
          List.copyOf(elsewhere),
          exhaustive,
          position);
    }
  }
}
