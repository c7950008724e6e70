package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonValue;
import io.labelloop.consolidation.KrippendorffAlpha;
import io.labelloop.portal.JobIndex.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What a manager sees: all of it counted from the stored pages, at every look. */
public final class PortalFigures {
  private static final int ITEMS_PER_PAGE = 50;
  static final Duration AT_WORK = Duration.ofMinutes(5);

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
    List<Profile> profiles = context.profiles();
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
    var tally = new AnswerTally();
    int[] open = new int[1];
    int[] leases = new int[1];
    context.forEachQuestion(
        job,
        (question, page, spot) -> {
          Page.Entry entry = page.entry(spot);
          tally.add(entry);
          long counts = entry.given().stream().filter(Page.Given::counts).count();
          open[0] += counts < question.wanted() ? 1 : 0;
          leases[0] += page.closed() ? 0 : page.live(spot.index(), now).size();
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
        open[0],
        leases[0],
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
              Map<PersonId, String> names = context.names();
              context.forEachQuestion(
                  job,
                  (question, page, spot) -> {
                    ItemFigures item = item(question, page, spot, names, now);
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
      Question question, Page page, Spot spot, Map<PersonId, String> names, Instant now) {
    var tally = new AnswerTally();
    tally.add(page.entry(spot));
    List<LeaseFigures> leases =
        page.closed()
            ? List.of()
            : page.live(spot.index(), now).stream()
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

  /** The answers that count and say something, by item over all jobs. */
  private Map<String, List<Reply>> counted() {
    Map<String, List<Reply>> replies = new TreeMap<>();
    for (Job job : context.jobs().index().jobs()) {
      context.forEachQuestion(
          job,
          (question, page, spot) ->
              page.entry(spot).given().stream()
                  .filter(g -> g.counts() && g.reply().kind() == AnswerKind.LABEL)
                  .forEach(
                      g ->
                          replies
                              .computeIfAbsent(question.item().value(), i -> new ArrayList<>())
                              .add(g.reply())));
    }
    return replies;
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
