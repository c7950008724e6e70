package io.labelloop.aws.mechanicalturk;

import io.labelloop.budget.Money;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The HITs that ask a wave's questions: pages of items, each answered by as many workers as its
 * items want annotations.
 *
 * <p>A page that wants more than {@value #MOST_ASSIGNMENTS} is split into HITs that follow one
 * another: from ten assignments of one HIT on the fee doubles. A worker of an earlier HIT is kept
 * from the later ones.
 *
 * @param publishedAt when the wave was published first
 * @param excluded workers who are not asked, since they answered some of the items before
 */
record HitPlan(int version, Instant publishedAt, List<Page> pages, List<String> excluded) {
  static final int VERSION = 1;
  static final int MOST_ASSIGNMENTS = 9;

  HitPlan {
    pages = List.copyOf(pages);
    excluded = List.copyOf(excluded);
  }

  /**
   * A page of items.
   *
   * @param number from 1
   * @param assignments how many workers answer it
   * @param reward what each is paid
   * @param items the items in the page's order
   */
  record Page(int number, int assignments, Money reward, List<ItemId> items) {
    Page {
      items = List.copyOf(items);
    }

    /** The page's HITs in the order in which they are published. */
    List<Hit> hits() {
      int count = (assignments + MOST_ASSIGNMENTS - 1) / MOST_ASSIGNMENTS;
      return IntStream.range(0, count)
          .mapToObj(
              i ->
                  new Hit(
                      this, i + 1, Math.min(MOST_ASSIGNMENTS, assignments - i * MOST_ASSIGNMENTS)))
          .toList();
    }

    /** The key of the page's question. */
    String question(String jobKey) {
      return String.format(Locale.ROOT, "%s/page-%05d.xml", jobKey, number);
    }
  }

  /**
   * One HIT.
   *
   * @param part from 1
   */
  record Hit(Page page, int part, int assignments) {
    /** What the HIT is called within its job, such as {@code 00003-1}. */
    String name() {
      return String.format(Locale.ROOT, "%05d-%d", page.number(), part);
    }
  }

  static String key(String jobKey) {
    return jobKey + "/plan.json";
  }

  /** All HITs, page by page. */
  List<Hit> hits() {
    return pages.stream().flatMap(page -> page.hits().stream()).toList();
  }

  /** Whether some worker has to be kept from some HIT. */
  boolean keepsWorkersOut() {
    return !excluded.isEmpty()
        || pages.stream().anyMatch(page -> page.assignments() > MOST_ASSIGNMENTS);
  }
}
