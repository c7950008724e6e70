package io.labelloop.portal;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.portal.PageSearch.Seeker;
import io.labelloop.portal.PageSearch.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a person meets a gold item: those to practise on before anything else, the hidden ones at a
 * turn that is drawn by person and count, and more often until the person has had five of them.
 */
final class GoldTurns {
  /** How many gold items tell a first bit about a person. */
  private static final int FIRST = 5;

  /** Within how many items they come, on average. */
  private static final int SOON = 20;

  private final PortalContext context;

  GoldTurns(PortalContext context) {
    this.context = context;
  }

  /**
   * Which of the next items are gold.
   *
   * @param turns for each item in order, whether it is
   */
  record Plan(List<Boolean> turns) {
    /** How many are not. */
    int work() {
      return (int) turns.stream().filter(gold -> !gold).count();
    }
  }

  /** The gold items that the tab lost sight of. */
  List<Taken> resumed(Seeker seeker) {
    return take(seeker, context.gold().hidden(), Integer.MAX_VALUE, Page.Offer.HELD_HERE);
  }

  /** The next items to practise on. */
  List<Taken> training(Seeker seeker, int want) {
    var taken =
        new ArrayList<>(take(seeker, context.gold().training(), want, Page.Offer.HELD_HERE));
    for (Page.Offer offer : List.of(Page.Offer.FREE, Page.Offer.HELD_ELSEWHERE)) {
      taken.addAll(take(seeker, context.gold().training(), want - taken.size(), offer));
    }
    return taken;
  }

  /** Whether the person has not answered all items to practise on. */
  boolean practising(Seeker seeker) {
    List<Integer> training = context.gold().training();
    if (training.isEmpty()) {
      return false;
    }
    Page page = context.pages().read(context.pages().goldPlace(seeker.person()));
    return training.stream()
        .anyMatch(
            i ->
                page.offer(
                        i,
                        context.gold().questions().get(i),
                        seeker.person(),
                        seeker.tab(),
                        seeker.now())
                    != Page.Offer.NOTHING);
  }

  /** Draws which of the next items are gold, as far as there are gold items left. */
  Plan plan(Seeker seeker, int issued, int want) {
    List<Integer> hidden = context.gold().hidden();
    int left = 0;
    int met = 0;
    if (!hidden.isEmpty()) {
      Page page = context.pages().read(context.pages().goldPlace(seeker.person()));
      for (int index : hidden) {
        Question question = context.gold().questions().get(index);
        boolean free =
            page.offer(index, question, seeker.person(), seeker.tab(), seeker.now())
                == Page.Offer.FREE;
        left += free ? 1 : 0;
        met += free ? 0 : 1;
      }
    }
    var turns = new ArrayList<Boolean>();
    for (int i = 0; i < want; i++) {
      double share = context.gold().share();
      double now = share > 0 && met < FIRST ? Math.max(share, (double) FIRST / SOON) : share;
      boolean gold = left > 0 && draw(seeker.person(), issued + i) < now;
      turns.add(gold);
      left -= gold ? 1 : 0;
      met += gold ? 1 : 0;
    }
    return new Plan(turns);
  }

  /** Uniform over [0, 1). */
  private double draw(PersonId person, int turn) {
    long bits =
        new SeededOrder(context.seed(), "portal-gold-" + turn).placeOf(new ItemId(person.value()));
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** Puts gold items among the others; where these end, there is no gold item either. */
  List<Taken> mix(Seeker seeker, Plan plan, List<Taken> work) {
    int turns = 0;
    int used = 0;
    int wanted = 0;
    while (turns < plan.turns().size() && (plan.turns().get(turns) || used < work.size())) {
      if (plan.turns().get(turns)) {
        wanted++;
      } else {
        used++;
      }
      turns++;
    }
    boolean nothingElse = plan.work() == 0 ? context.openJobs().isEmpty() : work.isEmpty();
    if (nothingElse && seeker.held().isEmpty()) {
      wanted = 0;
    }
    List<Taken> gold =
        wanted == 0
            ? List.of()
            : take(seeker, personalHidden(seeker.person()), wanted, Page.Offer.FREE);
    var mixed = new ArrayList<Taken>();
    int nextGold = 0;
    int nextWork = 0;
    for (int i = 0; i < turns; i++) {
      if (plan.turns().get(i)) {
        if (nextGold < gold.size()) {
          mixed.add(gold.get(nextGold));
          nextGold++;
        }
      } else {
        mixed.add(work.get(nextWork));
        nextWork++;
      }
    }
    return mixed;
  }

  private List<Integer> personalHidden(PersonId person) {
    List<Integer> hidden = context.gold().hidden();
    PersonalOrder order =
        PersonalOrder.of(hidden.size(), hidden.size(), context.seed(), person, "portal-hidden");
    var mine = new ArrayList<Integer>();
    for (int i = 0; i < hidden.size(); i++) {
      mine.add(hidden.get(order.at(i)));
    }
    return mine;
  }

  private List<Taken> take(Seeker seeker, List<Integer> places, int want, Page.Offer wanted) {
    if (places.isEmpty() || want <= 0) {
      return List.of();
    }
    Pages.Place place = context.pages().goldPlace(seeker.person());
    List<Question> questions = context.gold().questions();
    var taken = new ArrayList<Taken>();
    Page unused =
        context
            .pages()
            .update(
                place,
                before -> {
                  taken.clear();
                  Page page = before;
                  for (int index : places) {
                    Spot spot = place.id().at(index);
                    Question question = questions.get(index);
                    if (taken.size() < want
                        && !seeker.held().contains(spot)
                        && page.offer(index, question, seeker.person(), seeker.tab(), seeker.now())
                            == wanted) {
                      Instant until = seeker.times().until(false, seeker.now());
                      page = page.leased(index, seeker.person(), seeker.tab(), until, seeker.now());
                      taken.add(new Taken(spot, question, until));
                    }
                  }
                  return page;
                });
    return taken;
  }
}
