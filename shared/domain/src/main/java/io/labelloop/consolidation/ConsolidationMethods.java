package io.labelloop.consolidation;

import io.labelloop.campaign.NearestName;
import java.util.List;

/** The consolidation methods by name. */
public final class ConsolidationMethods {
  private static final List<ConsolidationMethod> ALL =
      List.of(
          new DawidSkene(Smoothing.DEFAULT),
          new DawidSkene(Smoothing.VANISHING),
          new Glad(),
          new Mace(),
          new MajorityVote(),
          new OneCoinDawidSkene(),
          new Wawa(),
          new ZeroBasedSkill());

  private ConsolidationMethods() {}

  /** The method to use where none is named: Dawid-Skene with {@link Smoothing#DEFAULT}. */
  public static ConsolidationMethod standard() {
    return ALL.getFirst();
  }

  /** All names. */
  public static List<String> names() {
    return ALL.stream().map(ConsolidationMethod::name).toList();
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException listing the names, and the one that is probably meant
   */
  public static ConsolidationMethod named(String name) {
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "consolidation method must be one of "
                        + names()
                        + ", but was '"
                        + name
                        + "'"
                        + guess(name)));
  }

  private static String guess(String name) {
    return NearestName.of(name, names()).map(known -> "; did you mean '" + known + "'?").orElse("");
  }
}
