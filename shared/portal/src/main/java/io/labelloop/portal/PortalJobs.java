package io.labelloop.portal;

import io.labelloop.portal.JobIndex.End;
import io.labelloop.portal.JobIndex.Job;
import io.labelloop.portal.JobIndex.Reason;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The labeling jobs of a campaign: their publication and their end. A job ends with its last wanted
 * answer, at its deadline, or when it is cancelled; its pages are closed first, one by one, so that
 * no answer can count after the end is known.
 */
final class PortalJobs {
  private static final int SMALLEST_PAGE = 10;
  private static final int LARGEST_PAGE = 50;
  private static final int WANTED_PAGES = 64;
  private static final int MOST_CHECKED = 64;
  // a listing tells the marks apart by their sizes
  private static final String FULL = "full";
  private static final String OPEN = "open again";
  private static final int QUOTES = 2;

  private final PortalStore store;
  private final PortalKeys keys;
  private final Pages pages;
  private final InstantSource clock;
  private final WorkflowCallback callback;

  PortalJobs(
      PortalStore store,
      PortalKeys keys,
      Pages pages,
      InstantSource clock,
      WorkflowCallback callback) {
    this.store = store;
    this.keys = keys;
    this.pages = pages;
    this.clock = clock;
    this.callback = callback;
  }

  JobIndex index() {
    return store.find(keys.jobs(), JobIndex.class).orElse(JobIndex.EMPTY);
  }

  /** Writes a job, unless it is there, and the token that waits for its end. */
  void publish(LabelingJob job, String taskToken) {
    store.objects().put(PortalKeys.token(job.key()), taskToken.getBytes(StandardCharsets.UTF_8));
    Optional<Job> known = index().find(job.key());
    if (known.isEmpty()) {
      known = Optional.of(add(job));
    }
    settle(known.get());
  }

  private Job add(LabelingJob job) {
    int items = job.questions().size();
    int pageSize =
        Math.clamp((items + WANTED_PAGES - 1) / WANTED_PAGES, SMALLEST_PAGE, LARGEST_PAGE);
    for (int page = 0; page * pageSize < items; page++) {
      List<Question> questions =
          job.questions().subList(page * pageSize, Math.min(items, (page + 1) * pageSize)).stream()
              .map(
                  q ->
                      new Question(
                          q.item(),
                          q.content(),
                          q.annotations(),
                          q.excluded(),
                          q.preferred(),
                          Optional.empty()))
              .toList();
      store
          .objects()
          .putIfAbsent(PortalKeys.questions(job.key(), page), PortalJson.bytes(questions));
    }
    Instant now = clock.instant();
    JobIndex index =
        store.update(
            keys.jobs(),
            JobIndex.class,
            () -> JobIndex.EMPTY,
            before ->
                before.with(
                    new Job(
                        before.jobs().size() + 1,
                        job.key(),
                        now,
                        now.plus(job.deadline()),
                        items,
                        job.wanted(),
                        pageSize,
                        Optional.empty())));
    return index.find(job.key()).orElseThrow();
  }

  /** Notes that a page has all its answers, and ends the job if it was the last one. */
  void pageIsFull(Job job, int page) {
    store.update(PortalKeys.full(job.key(), page), String.class, () -> "", mark -> FULL);
    settle(job);
  }

  /** Notes that a page that was full lacks an answer again, since somebody took it back. */
  void pageIsOpen(Job job, int page) {
    store.update(
        PortalKeys.full(job.key(), page),
        String.class,
        () -> "",
        mark -> mark.isEmpty() ? "" : OPEN);
  }

  /** The pages that have no mark of being full. */
  List<Integer> pagesToFill(Job job) {
    return pagesToFill(store, job);
  }

  static List<Integer> pagesToFill(PortalStore store, Job job) {
    Set<String> full = new HashSet<>();
    for (ObjectStore.ObjectSummary mark : store.list(PortalKeys.full(job.key()))) {
      if (mark.size() == FULL.length() + QUOTES) {
        full.add(mark.key());
      }
    }
    var missing = new ArrayList<Integer>();
    for (int page = 0; page < job.pages(); page++) {
      if (!full.contains(PortalKeys.full(job.key(), page))) {
        missing.add(page);
      }
    }
    return missing;
  }

  /**
   * Ends a job that has all its answers or whose time is over, and answers its token; again if it
   * had ended before. Returns whether it has ended.
   */
  boolean settle(Job job) {
    if (job.end().isPresent()) {
      callBack(job);
      return true;
    }
    Instant now = clock.instant();
    if (!now.isBefore(job.deadline())) {
      closePages(job);
      end(job, new End(job.deadline(), Reason.DEADLINE));
      return true;
    }
    List<Integer> missing = pagesToFill(job);
    // a writer that was cut off may have filled a page without marking it
    if (missing.size() > MOST_CHECKED || !missing.stream().allMatch(page -> complete(job, page))) {
      return false;
    }
    for (int page = 0; page < job.pages(); page++) {
      Pages.Place place = pages.place(job, page);
      List<Question> questions = pages.questions(place);
      Page closed =
          pages.update(place, current -> current.complete(questions) ? current.shut() : current);
      if (!closed.closed()) {
        // somebody took an answer back; whoever gives the next one comes here again
        return false;
      }
    }
    end(job, new End(now, Reason.COMPLETE));
    return true;
  }

  private boolean complete(Job job, int page) {
    Pages.Place place = pages.place(job, page);
    return pages.read(place).complete(pages.questions(place));
  }

  /** Closes a job before its end; one that never was published is no error. */
  void cancel(String key) {
    index()
        .find(key)
        .filter(job -> job.end().isEmpty())
        .ifPresent(
            job -> {
              closePages(job);
              store.update(
                  keys.jobs(),
                  JobIndex.class,
                  () -> JobIndex.EMPTY,
                  index -> index.ended(job.number(), new End(clock.instant(), Reason.CANCELLED)));
            });
  }

  private void closePages(Job job) {
    for (int page = 0; page < job.pages(); page++) {
      pages.update(pages.place(job, page), Page::shut);
    }
  }

  private void end(Job job, End end) {
    store.update(
        keys.jobs(), JobIndex.class, () -> JobIndex.EMPTY, index -> index.ended(job.number(), end));
    callBack(job);
  }

  private void callBack(Job job) {
    store
        .objects()
        .get(PortalKeys.token(job.key()))
        .ifPresent(
            token -> callback.succeed(new String(token.content(), StandardCharsets.UTF_8), "{}"));
  }
}
