package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectVersions;
import io.labelloop.workflow.port.ObjectVersions.Earlier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The earlier versions of a campaign's documents and of its pool's files, where an item's content
 * may stand that the objects themselves have no more.
 */
final class ForgottenVersions {
  private final ObjectVersions versions;
  private final CampaignKeys keys;
  private final Set<String> pool;
  private final ItemContentForms forms;
  private final DocumentRedaction redaction;

  /**
   * @param pool the keys of the pool's files, wherever they lie
   */
  ForgottenVersions(
      ObjectVersions versions,
      CampaignKeys keys,
      Set<String> pool,
      ItemContentForms forms,
      DocumentRedaction redaction) {
    this.versions = versions;
    this.keys = keys;
    this.pool = Set.copyOf(pool);
    this.forms = forms;
    this.redaction = redaction;
  }

  /** The keys of documents that had the content in an earlier version, or of deleted ones. */
  Set<String> keys() {
    Set<String> found = new LinkedHashSet<>();
    for (Earlier version : versions.earlier(keys.prefix())) {
      if (!pool.contains(version.key())
          && !found.contains(version.key())
          && read(version).filter(bytes -> had(version.key(), bytes)).isPresent()) {
        found.add(version.key());
      }
    }
    return found;
  }

  private boolean had(String key, byte[] content) {
    return forms.in(content) || redaction.of(key, content).isPresent();
  }

  /** Removes all earlier versions of some keys, and returns how many those were. */
  int remove(Set<String> of) {
    int removed = 0;
    for (Earlier version : all()) {
      if (of.contains(version.key())) {
        versions.remove(version);
        removed++;
      }
    }
    return removed;
  }

  /** The earlier versions in which the content still stands, in words. */
  List<String> left() {
    if (!forms.any()) {
      return List.of();
    }
    return all().stream()
        .filter(version -> read(version).filter(forms::in).isPresent())
        .map(Earlier::toString)
        .toList();
  }

  private List<Earlier> all() {
    var all = new ArrayList<>(versions.earlier(keys.prefix()));
    pool.stream()
        .filter(key -> !key.startsWith(keys.prefix()))
        .flatMap(key -> versions.earlier(key).stream().filter(v -> v.key().equals(key)))
        .forEach(all::add);
    return all;
  }

  /** The bucket's own rules may remove a version meanwhile. */
  private Optional<byte[]> read(Earlier version) {
    try {
      return Optional.of(versions.read(version));
    } catch (NoSuchObjectException gone) {
      return Optional.empty();
    }
  }
}
