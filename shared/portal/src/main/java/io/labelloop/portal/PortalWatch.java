package io.labelloop.portal;

import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.WorkforceWatch;
import io.labelloop.workflow.port.ObjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the people of portal campaigns from outside: needs no secret, and unlike the portal
 * itself ends no job whose time is over.
 */
public final class PortalWatch implements WorkforceWatch {
  /** How many people's desks are looked at. */
  static final int MOST = 200;

  private final ObjectStore objects;
  private final InstantSource clock;

  public PortalWatch(ObjectStore objects, InstantSource clock) {
    this.objects = objects;
    this.clock = clock;
  }

  @Override
  public Optional<Sight> look(String prefix) {
    var keys = new PortalKeys(prefix);
    var store = new PortalStore(objects);
    Instant now = clock.instant();
    List<String> people = objects.folders(keys.people());
    long atWork =
        people.stream()
            .limit(MOST)
            .flatMap(folder -> store.find(PortalKeys.desk(folder), Desk.class).stream())
            .filter(
                desk ->
                    desk.lastSeen()
                        .filter(seen -> seen.isAfter(now.minus(PortalFigures.AT_WORK)))
                        .isPresent())
            .count();
    int answered =
        store.find(keys.jobs(), JobIndex.class).orElse(JobIndex.EMPTY).open(now).stream()
            .findFirst()
            .map(job -> Progress.batch(store, job).answers())
            .orElse(0);
    return Optional.of(
        new Sight(new CampaignFigures.People((int) atWork, people.size()), answered));
  }
}
