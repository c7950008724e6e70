package io.labelloop.portal.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.portal.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private final Groups groups = new Groups("labelloop");

  @Test
  void role_ofAGroupForAllCampaigns_isTheSameEverywhere() {
    assertThat(groups.role(List.of("labelloop-managers"), "birds")).contains(Role.MANAGER);
    assertThat(groups.role(List.of("labelloop-annotators"), "bees")).contains(Role.ANNOTATOR);
  }

  @Test
  void role_ofAGroupForOneCampaign_isNoneElsewhere() {
    List<String> birds = List.of("labelloop-annotators-birds", "labelloop-managers-bees");
    assertThat(groups.role(birds, "birds")).contains(Role.ANNOTATOR);
    assertThat(groups.role(birds, "bees")).contains(Role.MANAGER);
    assertThat(groups.role(birds, "wasps")).isEmpty();
    // a campaign whose name begins like another's
    assertThat(groups.role(birds, "bird")).isEmpty();
    assertThat(groups.role(birds, "birds-2")).isEmpty();
  }

  @Test
  void role_ofAManagerWhoAlsoLabels_isManager() {
    assertThat(groups.role(List.of("labelloop-annotators", "labelloop-managers"), "birds"))
        .contains(Role.MANAGER);
  }

  @Test
  void ours_ofGroupsOfOtherThings_areLeftOut() {
    assertThat(
            groups.ours(
                List.of("admins", "labelloop", "labelloop-managersx", "labelloop-annotators-a")))
        .containsExactly("labelloop-annotators-a");
  }
}
