package io.labelloop.portal;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.PortalSpec;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The labeling portal of one campaign. It keeps nothing in memory that another instance would miss:
 * any number of instances over one store work together.
 */
public final class Portal {
  private static final Duration LOOK_IS_FRESH = Duration.ofSeconds(2);

  private final PortalContext context;
  private final PortalQueue queue;
  private final AnswerBook answers;
  private final SignIn signIn;
  private final Guidelines guidelines;
  private final PortalFigures figures;
  private final PeopleFigures people;
  private final Disputes disputes;
  private final PortalExport export;
  private final Pictures pictures;
  private volatile Look look = new Look(Instant.EPOCH, new Progress.Batch(0, 0, 0), "");

  /**
   * @param columns the names of the pool's numeric columns, in the order of an item's values
   * @param prefix the folder of {@code campaign.json}, with a slash at its end
   * @param callback answers the tokens of jobs that end
   */
  public Portal(
      ObjectStore objects,
      String prefix,
      CampaignSpec campaign,
      List<String> columns,
      PortalSecret secret,
      InstantSource clock,
      WorkflowCallback callback) {
    this.context =
        new PortalContext(
            campaign,
            columns,
            new PortalKeys(prefix),
            new PortalStore(objects),
            secret,
            clock,
            callback);
    this.queue = new PortalQueue(context);
    this.answers = new AnswerBook(context);
    this.signIn = new SignIn(context);
    this.guidelines = new Guidelines(context);
    this.figures = new PortalFigures(context);
    this.people = new PeopleFigures(context);
    this.disputes = new Disputes(context);
    this.export = new PortalExport(context);
    this.pictures = new Pictures(context);
  }

  /** The campaign's id: the name of its folder. */
  public String campaignId() {
    return context.campaignId();
  }

  public CampaignSpec campaign() {
    return context.campaign();
  }

  public PortalSpec spec() {
    return context.spec();
  }

  public PortalQueue queue() {
    return queue;
  }

  public AnswerBook answers() {
    return answers;
  }

  public SignIn signIn() {
    return signIn;
  }

  public Guidelines guidelines() {
    return guidelines;
  }

  public PortalFigures figures() {
    return figures;
  }

  public PeopleFigures people() {
    return people;
  }

  public Disputes disputes() {
    return disputes;
  }

  public PortalExport export() {
    return export;
  }

  public Pictures pictures() {
    return pictures;
  }

  /** The workforce that its people are. */
  public PortalWorkforce workforce() {
    return new PortalWorkforce(context);
  }

  /** The time by the portal's clock. */
  public Instant now() {
    return context.clock().instant();
  }

  public Progress progress(PersonId person) {
    return Progress.of(context, person, look().batch());
  }

  /** Looked up at most once in some seconds: it is shown, and nothing rests on it. */
  private Look look() {
    Instant now = context.clock().instant();
    Look last = look;
    if (now.isBefore(last.at()) || now.isAfter(last.at().plus(LOOK_IS_FRESH))) {
      last = new Look(now, Progress.batch(context), guidelines.current().version());
      look = last;
    }
    return last;
  }

  /**
   * What is the same for everybody and changes seldom.
   *
   * @param guidelines the version that holds
   */
  private record Look(Instant at, Progress.Batch batch, String guidelines) {}

  /** The version of the guidelines that holds, or held some seconds ago. */
  public String recentGuidelines() {
    return look().guidelines();
  }

  /** How many items to practise on a person has answered, of how many there are. */
  public Practice practice(PersonId person) {
    List<Integer> training = context.gold().training();
    if (training.isEmpty()) {
      return new Practice(0, 0);
    }
    Page page = context.pages().read(context.pages().goldPlace(person));
    long done = training.stream().filter(i -> page.entries().get(i).of(person).isPresent()).count();
    return new Practice((int) done, training.size());
  }

  /** See {@link #practice}. */
  public record Practice(int done, int of) {}

  public Preferences preferences(PersonId person) {
    return context
        .store()
        .find(context.keys().preferences(person), Preferences.class)
        .orElse(Preferences.DEFAULT);
  }

  /** Keeps a person's preferences, which have no mistakes. */
  public void keep(PersonId person, Preferences preferences) {
    if (!preferences.mistakes().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", preferences.mistakes()));
    }
    context.store().put(context.keys().preferences(person), preferences);
  }

  /** Pauses the portal, or lets it go on. */
  public void pause(boolean paused) {
    context.store().put(context.keys().pause(), new PortalContext.Settings(1, paused));
  }

  /**
   * What changes when there is something new for a person: the jobs that take answers, whether the
   * portal is paused, and the version of the guidelines.
   */
  public News news(PersonId person) {
    List<JobIndex.Job> open = context.openJobs();
    open.forEach(job -> context.jobs().settle(job));
    boolean paused = context.settings().paused();
    String version = guidelines.current().version();
    String jobs = open.isEmpty() ? "0" : String.valueOf(open.get(open.size() - 1).number());
    Optional<String> outcome =
        context.store().find(context.keys().summary(), Ending.class).map(Ending::outcome);
    return new News(
        jobs + "-" + (paused ? "p" : "o") + "-" + version + outcome.map(o -> "-" + o).orElse(""),
        !open.isEmpty() && !paused,
        paused,
        version,
        outcome);
  }

  /**
   * See {@link #news}.
   *
   * @param cursor differs when something is new
   * @param outcome what the campaign came to, once it has ended
   */
  public record News(
      String cursor,
      boolean work,
      boolean paused,
      String guidelinesVersion,
      Optional<String> outcome) {}

  /** The part of a campaign's summary that annotators are told. */
  private record Ending(String outcome) {}
}
