package io.labelloop.workflow.operation;

import io.labelloop.campaign.ContentSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Checksums;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Forgotten;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.ObjectVersions;
import io.labelloop.workflow.report.ReportAssembly;
import io.labelloop.workflow.report.ReportRenderer;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.CloseCampaign;
import io.labelloop.workflow.step.LabelFiles;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the content of one item out of a campaign that has ended: out of its pool, its samples,
 * batches, jobs, answers and labels. The item's id stays, and so do its labels, its answers'
 * classes and what they cost: every count, the books and the certificate stay true. Who ordered it
 * and when is recorded, and {@code verify} names it.
 *
 * <p>Models are not trained again. A model of texts knows words by their hashes alone; a model of
 * sentences knows single words of the sentences that it learned from.
 *
 * <p>Where the store keeps what was replaced, the earlier versions of all that had the content are
 * removed as well.
 *
 * <p>May be repeated: a call that was cut off is finished by the next one.
 */
public final class ForgetItem {
  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final ReportAssembly reports;
  private final ReportRenderer renderer;
  private final PoolFiles poolFiles;
  private final ObjectVersions versions;
  private final InstantSource clock;

  /** Replaces a file of the pool, which campaigns themselves only read. */
  @FunctionalInterface
  public interface PoolFiles {
    void replace(String key, byte[] content);
  }

  /**
   * @param versions what the store keeps of replaced objects: {@link ObjectVersions#NONE} of one
   *     that keeps nothing
   */
  public ForgetItem(
      ObjectStore objects,
      Campaigns campaigns,
      ReportAssembly reports,
      ReportRenderer renderer,
      PoolFiles poolFiles,
      ObjectVersions versions,
      InstantSource clock) {
    this.documents = new DocumentStore(objects);
    this.campaigns = campaigns;
    this.reports = reports;
    this.renderer = renderer;
    this.poolFiles = poolFiles;
    this.versions = versions;
    this.clock = clock;
  }

  /** What came of the wish. */
  public sealed interface Answer {
    /**
     * The content is gone.
     *
     * @param entry what is recorded
     * @param again whether it had been ordered before
     * @param searched whether the content was long enough to be looked for in every document
     * @param versions how many earlier versions of documents and pool files were removed
     * @param left keys that still have the same text, which is another item's too or was quoted
     */
    record Done(
        Forgotten.Entry entry, boolean again, boolean searched, int versions, List<String> left)
        implements Answer {
      public Done {
        left = List.copyOf(left);
      }
    }

    /** It cannot be done, and nothing has changed. */
    record Refused(String reason) implements Answer {}
  }

  /**
   * Forgets an item of the campaign with a prefix.
   *
   * @param by who wishes it, for the record
   * @param cause why, for the record
   */
  public Answer execute(String prefix, ItemId item, String by, String cause) {
    var keys = new CampaignKeys(prefix);
    if (documents.find(keys.claim(), Claim.class).isEmpty() || !documents.has(keys.spec())) {
      return new Answer.Refused("the campaign has not begun: remove the item from its pool");
    }
    if (!documents.has(keys.checksums())) {
      return new Answer.Refused(
          "the campaign has not ended, and what it reads must not change under it: let it end or"
              + " stop it, then forget the item");
    }
    Campaign campaign = campaigns.open(prefix);
    if (!(campaign.spec().pool().content() instanceof ContentSpec.Text
        || campaign.spec().pool().content() instanceof ContentSpec.Tokens)) {
      return new Answer.Refused(
          "the pool's items are numbers; texts and sentences can be forgotten. Remove the item's line"
              + " and picture from the pool, and the campaign's folder");
    }
    if (campaign.gold().containsKey(item)) {
      return new Answer.Refused(
          "'"
              + item
              + "' is a gold item: its text is what people are tested with. Take it out of"
              + " the file of gold items and begin another campaign");
    }
    var pool = new ForgottenPool(campaign, item);
    Optional<String> unread = pool.notRewritable();
    if (unread.isPresent()) {
      return new Answer.Refused(
          "'"
              + unread.get()
              + "' cannot be rewritten; .jsonl, .ndjson, .manifest, .csv and .conll can, plain or with"
              + " .gz. Remove the item's text from it yourself, and delete the campaign's folder");
    }
    Optional<ItemContent> content = pool.content();
    if (content.isEmpty()) {
      return new Answer.Refused("the campaign has no item '" + item + "' in its pool");
    }
    return forget(campaign, pool, new Wish(item, by, cause), content.get());
  }

  private record Wish(ItemId item, String by, String cause) {}

  private Answer forget(Campaign campaign, ForgottenPool files, Wish wish, ItemContent content) {
    CampaignKeys keys = campaign.keys();
    Set<String> pool = files.keys();
    List<String> inPool = pool.stream().filter(key -> files.without(key).isPresent()).toList();
    // the content itself is known until it has gone from the pool, which is done last
    ItemContentForms forms =
        inPool.isEmpty() ? ItemContentForms.NONE : ItemContentForms.of(content);
    var redaction = new DocumentRedaction(wish.item(), forms);
    Set<String> had = new LinkedHashSet<>();
    for (ObjectStore.ObjectSummary object : documents.objects().list(keys.prefix())) {
      if (mayChange(keys, object.key())
          && !pool.contains(object.key())
          && redaction.of(object.key(), documents.getBytes(object.key())).isPresent()) {
        had.add(object.key());
      }
    }
    Forgotten before = Forgotten.of(documents, keys);
    Optional<Forgotten.Entry> earlier = before.of(wish.item());
    Checksums sums = Checksums.find(documents, keys).orElseThrow();
    Optional<String> changed = changedSince(campaign, sums, before, had);
    if (changed.isPresent()) {
      return new Answer.Refused(
          "'"
              + changed.get()
              + "' has changed since the campaign ended; find out why (verify) before its checksum is"
              + " written again");
    }
    had.addAll(inPool);
    var past = new ForgottenVersions(versions, keys, pool, forms, redaction);
    // asked for before anything changes: who may not list versions is refused here
    Set<String> inPast = past.keys();
    Forgotten.Entry entry = record(keys, wish, had);
    for (String key : had) {
      if (!pool.contains(key)) {
        documents.update(
            key,
            stored ->
                stored
                    .flatMap(bytes -> redaction.of(key, bytes))
                    .map(left -> new DocumentStore.Update<>(Optional.of(left), true))
                    .orElseGet(() -> DocumentStore.Update.none(false)));
      }
    }
    // what is made of those documents is made again
    LabelFiles.write(campaign);
    CloseCampaign.writeReport(campaign, reports, renderer);
    // while the content is known: a call that is cut off behind this finds it in the pool
    inPast.addAll(entry.documents());
    inPast.addAll(rewritten(keys));
    inPast.addAll(List.of(keys.report(), keys.summary(), keys.answersReport()));
    int removed = past.remove(inPast);
    for (String key : inPool) {
      files.without(key).ifPresent(left -> poolFiles.replace(key, left));
    }
    removed += past.remove(Set.copyOf(entry.documents()));
    seal(campaign, entry);
    List<String> left = new ArrayList<>(left(keys, pool, forms));
    left.addAll(past.left());
    return new Answer.Done(entry, earlier.isPresent(), forms.any(), removed, left);
  }

  /** Checksums are written last, and the record and the campaign file are nobody's content. */
  private static boolean mayChange(CampaignKeys keys, String key) {
    return !Set.of(
            keys.checksums(),
            keys.checksumOfChecksums(),
            keys.forgotten(),
            keys.spec(),
            keys.prefix() + "campaign.json",
            keys.ledger(),
            keys.report())
        .contains(key);
  }

  /** A document whose checksum would hide a change that nobody has explained. */
  private Optional<String> changedSince(
      Campaign campaign, Checksums sums, Forgotten before, Set<String> had) {
    CampaignKeys keys = campaign.keys();
    Set<String> explained = new LinkedHashSet<>();
    before.entries().forEach(entry -> explained.addAll(entry.documents()));
    explained.addAll(rewritten(keys));
    Map<String, String> now = Checksums.of(documents.objects(), keys).byKey();
    return had.stream()
        .filter(key -> !explained.contains(key))
        .filter(
            key -> {
              String relative = key.substring(keys.prefix().length());
              String then = sums.byKey().get(relative);
              return then != null && !then.equals(now.get(relative));
            })
        .findFirst();
  }

  private static List<String> rewritten(CampaignKeys keys) {
    return List.of(
        keys.labels(), keys.conll(), keys.manifest(), keys.labelsCsv(), keys.finalModel());
  }

  private Forgotten.Entry record(CampaignKeys keys, Wish wish, Set<String> had) {
    return documents.update(
        keys.forgotten(),
        stored -> {
          Forgotten before =
              stored.map(bytes -> JsonCodec.read(bytes, Forgotten.class)).orElse(Forgotten.NONE);
          Optional<Forgotten.Entry> earlier = before.of(wish.item());
          Set<String> all = new LinkedHashSet<>();
          earlier.ifPresent(entry -> all.addAll(entry.documents()));
          all.addAll(had);
          var entry =
              new Forgotten.Entry(
                  wish.item(),
                  earlier.map(Forgotten.Entry::by).orElse(wish.by()),
                  earlier.map(Forgotten.Entry::at).orElseGet(clock::instant),
                  earlier.map(Forgotten.Entry::cause).orElse(wish.cause()),
                  List.copyOf(all));
          var entries = new ArrayList<>(before.entries());
          entries.removeIf(other -> other.item().equals(wish.item()));
          entries.add(entry);
          return DocumentStore.Update.of(new Forgotten(Forgotten.VERSION, entries), entry);
        });
  }

  /** Stores the checksums of what was rewritten, and of the record. */
  private void seal(Campaign campaign, Forgotten.Entry entry) {
    CampaignKeys keys = campaign.keys();
    Checksums sums = Checksums.find(documents, keys).orElseThrow();
    Set<String> written = new LinkedHashSet<>(entry.documents());
    written.addAll(rewritten(keys));
    for (String key : written) {
      if (key.startsWith(keys.prefix())
          && sums.byKey().containsKey(key.substring(keys.prefix().length()))) {
        sums = sums.with(documents.objects(), keys, key);
      }
    }
    sums.with(documents.objects(), keys, keys.forgotten()).store(documents, keys);
  }

  /** Where the content still stands, in any form. */
  private List<String> left(CampaignKeys keys, Set<String> pool, ItemContentForms forms) {
    if (!forms.any()) {
      return List.of();
    }
    Set<String> all = new LinkedHashSet<>(pool);
    documents.objects().list(keys.prefix()).forEach(object -> all.add(object.key()));
    return all.stream().filter(key -> forms.in(documents.getBytes(key))).toList();
  }
}
