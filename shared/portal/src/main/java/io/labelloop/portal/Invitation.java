package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An invitation into a campaign.
 *
 * @param id 16 characters
 * @param note what the manager calls it
 * @param maxUses how many people may join by it
 * @param people who joined by it
 */
public record Invitation(
    int version,
    String id,
    Role role,
    String note,
    Instant createdAt,
    Instant expiresAt,
    int maxUses,
    List<PersonId> people,
    boolean revoked) {
  static final int VERSION = 1;

  public Invitation {
    people = List.copyOf(people);
  }

  @JsonIgnore
  boolean usedUp() {
    return people.size() >= maxUses;
  }

  Invitation joined(PersonId person) {
    if (people.contains(person) || usedUp()) {
      return this;
    }
    var all = new ArrayList<>(people);
    all.add(person);
    return new Invitation(version, id, role, note, createdAt, expiresAt, maxUses, all, revoked);
  }

  Invitation revoke() {
    return new Invitation(version, id, role, note, createdAt, expiresAt, maxUses, people, true);
  }
}
