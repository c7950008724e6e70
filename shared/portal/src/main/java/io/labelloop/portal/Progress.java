package io.labelloop.portal;

import io.labelloop.portal.JobIndex.Job;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How far a person and the present batch are.
 *
 * @param jobs how many jobs the campaign has published
 */
public record Progress(Mine mine, Batch batch, int jobs) {

  /** A person's own counts; what was taken back does not count. */
  public record Mine(int answered, int skipped, int cannotTell, int today) {}

  /**
   * The batch that is being labeled, in steps of full pages: the exact number would tell when a
   * gold item was answered.
   *
   * @param number of the job, 0 if none is open
   */
  public record Batch(int number, int answers, int wanted) {}

  static Progress of(PortalContext context, PersonId person, Batch batch) {
    Desk desk = context.desks().read(person);
    LocalDate today = context.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    var mine =
        new Mine(
            desk.answered(),
            desk.skipped(),
            desk.cannotTell(),
            desk.day().filter(today::equals).isPresent() ? desk.today() : 0);
    return new Progress(mine, batch, context.jobs().index().jobs().size());
  }

  /** How far the earliest open job is. */
  static Batch batch(PortalContext context) {
    List<Job> open = context.openJobs();
    if (open.isEmpty()) {
      return new Batch(0, 0, 0);
    }
    return batch(context.store(), open.get(0));
  }

  /** How far a job is. */
  static Batch batch(PortalStore store, Job job) {
    int missing = PortalJobs.pagesToFill(store, job).size();
    int answers = (int) ((long) job.wanted() * (job.pages() - missing) / job.pages());
    return new Batch(job.number(), answers, job.wanted());
  }
}
