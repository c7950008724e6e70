package io.labelloop.portal;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.PortalSpec;
import io.labelloop.portal.JobIndex.Job;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.port.WorkflowCallback;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parts of a campaign's portal share. */
final class PortalContext {
  private final CampaignSpec campaign;
  private final PortalKeys keys;
  private final PortalStore store;
  private final PortalSecret secret;
  private final InstantSource clock;
  private final GoldItems gold;
  private final Pages pages;
  private final PortalJobs jobs;
  private final Desks desks;
  private final ItemViews views;

  PortalContext(
      CampaignSpec campaign,
      List<String> columns,
      PortalKeys keys,
      PortalStore store,
      PortalSecret secret,
      InstantSource clock,
      WorkflowCallback callback) {
    this.campaign = campaign;
    this.keys = keys;
    this.store = store;
    this.secret = secret;
    this.clock = clock;
    this.gold =
        campaign
            .workforce()
            .gold()
            .map(
                spec ->
                    GoldItems.of(
                        spec,
                        campaign.task(),
                        new DocumentStore(store.objects())
                            .findLines(keys.hiddenGold(), GoldLine.class)))
            .orElse(GoldItems.NONE);
    this.pages = new Pages(store, keys, gold);
    this.jobs = new PortalJobs(store, keys, pages, clock, callback);
    this.desks = new Desks(store, keys);
    this.views = new ItemViews(campaign, columns, campaignId(), secret);
  }

  static PortalSpec spec(CampaignSpec campaign) {
    return campaign.workforce().portal().orElse(PortalSpec.DEFAULT);
  }

  CampaignSpec campaign() {
    return campaign;
  }

  PortalSpec spec() {
    return spec(campaign);
  }

  /** The campaign's id: the name of its folder. */
  String campaignId() {
    String folder = keys.prefix().substring(0, keys.prefix().length() - 1);
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  long seed() {
    return campaign.seed();
  }

  PortalKeys keys() {
    return keys;
  }

  PortalStore store() {
    return store;
  }

  PortalSecret secret() {
    return secret;
  }

  InstantSource clock() {
    return clock;
  }

  GoldItems gold() {
    return gold;
  }

  Pages pages() {
    return pages;
  }

  PortalJobs jobs() {
    return jobs;
  }

  Desks desks() {
    return desks;
  }

  ItemViews views() {
    return views;
  }

  /** Whether a manager has paused the portal. */
  record Settings(int version, boolean paused) {
    static final Settings USUAL = new Settings(1, false);
  }

  Settings settings() {
    return store.find(keys.pause(), Settings.class).orElse(Settings.USUAL);
  }

  /** The jobs that take answers; one whose deadline has passed is ended. */
  List<Job> openJobs() {
    JobIndex index = jobs.index();
    index.jobs().stream()
        .filter(job -> job.end().isEmpty() && !job.open(clock.instant()))
        .forEach(jobs::settle);
    return index.open(clock.instant());
  }

  /** Where a person's page lies, or nothing if there is none such. */
  Optional<Pages.Place> place(PersonId person, Spot.PageId page) {
    if (page.gold()) {
      return Optional.of(pages.goldPlace(person));
    }
    return jobs.index()
        .find(page.job())
        .filter(job -> page.page() < job.pages())
        .map(job -> pages.place(job, page.page()));
  }

  /** Looks at a question and at what became of it. */
  interface QuestionVisitor {
    void visit(Question question, Page page, Spot spot);
  }

  /** Visits every question of a job, page by page. */
  void forEachQuestion(Job job, QuestionVisitor visitor) {
    for (int number = 0; number < job.pages(); number++) {
      Pages.Place place = pages.place(job, number);
      List<Question> questions = pages.questions(place);
      Page page = pages.read(place);
      for (int i = 0; i < questions.size(); i++) {
        visitor.visit(questions.get(i), page, place.id().at(i));
      }
    }
  }

  /** Everybody who joined. */
  List<Profile> profiles() {
    return store.list(keys.people()).stream()
        .filter(object -> object.key().endsWith("/profile.json"))
        .flatMap(object -> store.find(object.key(), Profile.class).stream())
        .toList();
  }

  /** Their names. */
  Map<PersonId, String> names() {
    Map<PersonId, String> names = new HashMap<>();
    profiles().forEach(profile -> names.put(profile.person(), profile.name()));
    return names;
  }
}
