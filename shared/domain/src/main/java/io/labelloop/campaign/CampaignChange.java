package io.labelloop.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What may change in the file of a campaign that runs: its budget and its stop rules, and of those
 * nothing that its certificate rests on.
 *
 * <p>The bound on the accuracy holds in all rounds at once, for the confidence and the number of
 * rounds among which its error was divided before the first of them. Any target may be held against
 * it; another confidence, or more rounds, may not (docs/methods/certification.md).
 */
public final class CampaignChange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STOP = "stop";
  private static final String HINT =
      "; restore it, or begin another campaign, in a folder of its own: while a campaign runs, only"
          + " its budget and its stop rules may change";

  private final CampaignSpec claimed;
  private final CampaignSpec next;
  private final JsonNode claimedFile;
  private final JsonNode nextFile;
  private final List<Finding> refusals = new ArrayList<>();

  private CampaignChange(
      CampaignSpec claimed, JsonNode claimedFile, CampaignSpec next, JsonNode nextFile) {
    this.claimed = claimed;
    this.claimedFile = claimedFile;
    this.next = next;
    this.nextFile = nextFile;
  }

  /**
   * Everything in a new file that may not be, given the one with which the campaign began.
   *
   * @param claimedFile the bytes of which {@code claimed} was read, as {@code nextFile} of {@code
   *     next}
   * @return empty if the new file's stop rules may hold from the next round on
   */
  public static List<Finding> refusals(
      CampaignSpec claimed, byte[] claimedFile, CampaignSpec next, byte[] nextFile) {
    var change = new CampaignChange(claimed, tree(claimedFile), next, tree(nextFile));
    change.same("task", CampaignSpec::task);
    change.same("pool", CampaignSpec::pool);
    change.same("model", CampaignSpec::model);
    change.same("query", CampaignSpec::query);
    change.same("workforce", CampaignSpec::workforce);
    change.same("consolidation", CampaignSpec::consolidation);
    change.same("certification", CampaignSpec::certification);
    change.same("autoLabel", CampaignSpec::autoLabel);
    change.same("name", CampaignSpec::name);
    change.same("seed", CampaignSpec::seed);
    change.certificate();
    return List.copyOf(change.refusals);
  }

  /** The part of a campaign file that says when to stop. */
  public static JsonNode stopOf(byte[] file) {
    return tree(file).path(STOP);
  }

  /** A campaign file with other stop rules. */
  public static byte[] withStop(byte[] file, JsonNode stop) {
    ObjectNode changed = ((ObjectNode) tree(file)).set(STOP, stop);
    try {
      return JSON.writeValueAsBytes(changed);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(byte[] file) {
    try {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A default that is written out, or another order of fields, is no change. */
  private void same(String part, Function<CampaignSpec, Object> of) {
    if (!of.apply(claimed).equals(of.apply(next))) {
      compare("/" + part, claimedFile.path(part), nextFile.path(part));
    }
  }

  private void compare(String pointer, JsonNode before, JsonNode after) {
    if (before.isObject() && after.isObject()) {
      var fields = new TreeSet<String>();
      before.fieldNames().forEachRemaining(fields::add);
      after.fieldNames().forEachRemaining(fields::add);
      fields.forEach(
          field -> compare(pointer + "/" + field, before.path(field), after.path(field)));
    } else if (!before.equals(after)) {
      refuse(
          pointer,
          "was " + shown(before) + " when the campaign began, and is now " + shown(after) + HINT);
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "not given" : FieldReader.shown(value);
  }

  private void certificate() {
    StopSpec before = claimed.stop();
    StopSpec after = next.stop();
    if (before.budget().isPresent() && after.budget().isEmpty()) {
      refuse("/stop/budget", "must be given: a campaign that began with a limit keeps one");
    }
    if (before.accuracy().isPresent() != after.accuracy().isPresent()) {
      refuse(
          "/stop/accuracy",
          before.accuracy().isPresent()
              ? "must be given: the campaign began with a target, which may be another"
              : "cannot be given now: its certification items would have had to be drawn before the"
                  + " first round"
                  + HINT);
      return;
    }
    if (before.accuracy().isEmpty()) {
      return;
    }
    double confidence = before.accuracy().get().confidence();
    if (confidence != after.accuracy().orElseThrow().confidence()) {
      refuse(
          "/stop/accuracy/confidence",
          "was "
              + confidence
              + " when the campaign began, and the bounds of its rounds were computed with it; the"
              + " target may change");
    }
    before
        .maxRounds()
        .ifPresent(
            cap -> {
              if (after.maxRounds().isEmpty() || after.maxRounds().getAsInt() > cap) {
                refuse(
                    "/stop/maxRounds",
                    "must be at most "
                        + cap
                        + ", among which the certificate's error was divided before the first"
                        + " round; fewer are fine");
              }
            });
  }

  private void refuse(String pointer, String message) {
    refusals.add(new Finding(pointer, message, Optional.empty()));
  }
}
