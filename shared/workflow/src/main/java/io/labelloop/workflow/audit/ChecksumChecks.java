package io.labelloop.workflow.audit;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Checksums;
import io.labelloop.workflow.document.DocumentStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares every document with the checksum that was stored when the campaign ended. */
final class ChecksumChecks {
  /** What may come after the end and changes nothing: late answers, and who signs in. */
  private static final Pattern MAY_COME_LATER = Pattern.compile("rounds/\\d+/jobs/.+|portal/.+");

  private final DocumentStore documents;
  private final CampaignKeys keys;
  private final List<AuditFinding> findings = new ArrayList<>();

  private ChecksumChecks(DocumentStore documents, CampaignKeys keys) {
    this.documents = documents;
    this.keys = keys;
  }

  /** The number of documents that were compared, and what is wrong with them. */
  record Result(int documents, List<AuditFinding> findings) {}

  static Result of(DocumentStore documents, CampaignKeys keys) {
    var checks = new ChecksumChecks(documents, keys);
    return new Result(checks.compare(), checks.findings);
  }

  private void finding(String key, String problem) {
    findings.add(new AuditFinding(key, problem));
  }

  private int compare() {
    Optional<Checksums> stored;
    try {
      stored = Checksums.find(documents, keys);
    } catch (IllegalArgumentException wrong) {
      finding(keys.checksums(), "cannot be read: " + wrong.getMessage());
      return 0;
    }
    if (stored.isEmpty()) {
      if (documents.has(keys.checksumOfChecksums())) {
        finding(keys.checksums(), "is missing, although the campaign ended");
      }
      return 0;
    }
    Map<String, String> now = Checksums.of(documents.objects(), keys).byKey();
    Map<String, String> then = stored.get().byKey();
    then.forEach(
        (key, sum) -> {
          String found = now.get(key);
          if (found == null) {
            finding(keys.prefix() + key, "is missing");
          } else if (!found.equals(sum)) {
            finding(keys.prefix() + key, "has changed since the campaign ended");
          }
        });
    for (String key : now.keySet()) {
      if (!then.containsKey(key) && !MAY_COME_LATER.matcher(key).matches()) {
        finding(keys.prefix() + key, "was added after the campaign ended");
      }
    }
    checkOwn();
    return then.size();
  }

  private void checkOwn() {
    byte[] own =
        documents.has(keys.checksumOfChecksums())
            ? documents.getBytes(keys.checksumOfChecksums())
            : new byte[0];
    if (!Arrays.equals(own, Checksums.expectedOwn(documents, keys))) {
      // where all documents agree with the list, it is the list's own checksum that was changed
      finding(
          findings.isEmpty() ? keys.checksumOfChecksums() : keys.checksums(),
          "has changed since the campaign ended: the list of checksums and its own disagree");
    }
  }
}
