package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which execution runs a campaign. A second trigger for the same campaign finds it and ends, unless
 * the campaign has failed: then it takes the campaign up again. So does the failed execution
 * itself, if it is redriven.
 *
 * @param version of this document's form
 * @param campaign the campaign's id
 * @param execution the name of the workflow execution that claimed it last
 * @param claimedAt when the campaign began
 * @param resumptions how it went on after it failed, oldest first; mostly none
 */
public record Claim(
    int version,
    String campaign,
    String execution,
    Instant claimedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Resumption> resumptions) {
  public static final int VERSION = 1;

  public Claim {
    resumptions = List.copyOf(resumptions);
  }

  /** The claim of a campaign that begins. */
  public static Claim first(String campaign, String execution, Instant at) {
    return new Claim(VERSION, campaign, execution, at, List.of());
  }

  /**
   * That a failed campaign was taken up, by another execution or by the same one, redriven.
   *
   * @param failed the name of the execution that failed
   * @param error the name of its error
   * @param at when it was taken up
   * @param cut the wave of questions that the failure closed before its time
   * @param redrive which redrive of the failed execution took it up, from 1; 0 if another did
   */
  public record Resumption(
      String failed,
      String error,
      Instant at,
      Optional<CutWave> cut,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
          int redrive) {}

  /** A wave whose open questions were withdrawn, to be asked again in the next wave. */
  public record CutWave(int round, int wave) {}

  /** The same campaign, taken up by another execution. */
  public Claim resumedBy(String next, String error, Instant at, Optional<CutWave> cut) {
    return resumed(next, new Resumption(execution, error, at, cut, 0));
  }

  /**
   * The same campaign, taken up by the same execution.
   *
   * @param redrive how often the execution was redriven by then, from 1
   */
  public Claim redriven(int redrive, String error, Instant at, Optional<CutWave> cut) {
    return resumed(execution, new Resumption(execution, error, at, cut, redrive));
  }

  private Claim resumed(String next, Resumption resumption) {
    var all = new ArrayList<>(resumptions);
    all.add(resumption);
    return new Claim(VERSION, campaign, next, claimedAt, all);
  }

  /**
   * The last redrive of the execution that runs the campaign which took it up, counted as Step
   * Functions does; 0 if there was none.
   */
  public int redrives() {
    return resumptions.isEmpty() ? 0 : resumptions.getLast().redrive();
  }

  /** Whether an execution runs the campaign, or ran it until it failed. */
  public boolean wasOf(String name) {
    return execution.equals(name)
        || resumptions.stream().anyMatch(one -> one.failed().equals(name));
  }

  /** When the execution that runs the campaign took it. */
  public Instant since() {
    return resumptions.isEmpty() ? claimedAt : resumptions.getLast().at();
  }

  /** Whether a failure closed a wave before its time. */
  public boolean cut(int round, int wave) {
    return resumptions.stream()
        .anyMatch(one -> one.cut().equals(Optional.of(new CutWave(round, wave))));
  }

  /**
   * What the names of the rounds' executions begin with. Such names are unique in an account for 90
   * days, and a campaign of this name may be run again in another folder.
   */
  public String executions(String prefix) {
    return campaign
        + "-"
        + String.format(
            Locale.ROOT,
            "%08x",
            (prefix + " " + execution + " " + claimedAt + (redrives() == 0 ? "" : " " + redrives()))
                .hashCode());
  }
}
