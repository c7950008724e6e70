package io.labelloop.workflow.document;

import java.util.List;

/**
 * Which model may label alone, and where its candidate sets are cut. Made before the first item is
 * audited, from an unlabelled sample.
 *
 * @param round the round whose model it is; it is not trained any more
 * @param audit whether there is anything to audit
 * @param groups one for all items, or one for each predicted class
 */
public record AutoLabelPlan(int version, int round, boolean audit, List<Group> groups) {
  public static final int VERSION = 1;

  /** The only group where the precision has to hold for all classes together. */
  public static final String ALL = "all classes";

  public AutoLabelPlan {
    groups = List.copyOf(groups);
  }

  /**
   * Items whose labels are certified together.
   *
   * @param name the predicted class, or {@link #ALL}
   * @param thresholds confidences at which nested candidate sets end, falling
   */
  public record Group(String name, List<Double> thresholds) {
    public Group {
      thresholds = List.copyOf(thresholds);
    }
  }
}
