package io.labelloop.portal.web.api;

import io.labelloop.portal.PortalQueue;
import io.labelloop.portal.web.PortalProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page holds and wants; all fields may be left out. */
public record Wanted(
    @Nullable List<String> have,
    @Nullable Integer want,
    @Nullable String tab,
    @Nullable Boolean active,
    @Nullable String current) {
  private static final int MOST_HELD = 20;
  private static final int MAX_TAB = 40;

  List<String> held() {
    var all = new ArrayList<String>();
    if (current != null) {
      all.add(current);
    }
    if (have != null) {
      have.stream().filter(a -> a != null && !a.equals(current)).forEach(all::add);
    }
    if (all.size() > MOST_HELD) {
      throw PortalProblem.wrong("/have must have at most " + MOST_HELD + " assignments");
    }
    return all;
  }

  int wanted() {
    int wanted = want == null ? 3 : want;
    if (wanted < 0 || wanted > PortalQueue.MOST_WANTED) {
      throw PortalProblem.wrong(
          "/want must be 0 to " + PortalQueue.MOST_WANTED + ", but was " + wanted);
    }
    return wanted;
  }

  String tabName() {
    if (tab != null && tab.length() > MAX_TAB) {
      throw PortalProblem.wrong("/tab must have at most " + MAX_TAB + " characters");
    }
    return tab == null ? "" : tab;
  }
}
