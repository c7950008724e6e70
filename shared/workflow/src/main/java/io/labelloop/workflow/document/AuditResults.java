package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.util.List;

/** What people said about the items of an audit round, as far as there was money to ask. */
public record AuditResults(int version, int round, List<Result> results) {
  public static final int VERSION = 1;

  public AuditResults {
    results = List.copyOf(results);
  }

  /**
   * @param wrong whether the model's class is not the consolidated label; also true where nobody
   *     answered, since a doubt counts against the model
   */
  public record Result(ItemId item, boolean wrong) {}
}
