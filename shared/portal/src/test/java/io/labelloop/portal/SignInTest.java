package io.labelloop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Goal 32 of the portal. */
class SignInTest {
  private final PortalFixture fixture = new PortalFixture("");
  private final SignIn signIn = fixture.portal().signIn();

  private SignIn.Issued invite(int uses) {
    return signIn.invite(Role.ANNOTATOR, Duration.ofDays(14), uses, "team");
  }

  private SignIn.Joined.In in(String code, String name) {
    return (SignIn.Joined.In) signIn.join(code, name, false);
  }

  private static SignIn.Problem problem(SignIn.Joined joined) {
    return ((SignIn.Joined.Refused) joined).problem();
  }

  @Test
  void join_byAnInvitation_isASessionThatAnotherInstanceKnows() {
    SignIn.Joined.In joined = in(invite(1).code(), "  Zoë ");
    Session session = fixture.portal().signIn().session(joined.token()).orElseThrow();
    assertThat(session.name()).isEqualTo("Zoë");
    assertThat(session.role()).isEqualTo(Role.ANNOTATOR);
    assertThat(session.campaign()).isEqualTo("birds");
    assertThat(session.person()).isEqualTo(joined.session().person());
  }

  @Test
  void join_moreOftenThanTheInvitationAllows_isRefused() {
    String code = invite(2).code();
    in(code, "Ann");
    in(code, "Ben");
    assertThat(problem(signIn.join(code, "Cy", false))).isEqualTo(SignIn.Problem.CODE_USED_UP);
  }

  @Test
  void join_underANameThatHasJoined_isThatPersonOnlyIfTheySaySo() {
    String code = invite(2).code();
    PersonId person = in(code, "Ann").session().person();
    assertThat(problem(signIn.join(code, "ann", false))).isEqualTo(SignIn.Problem.NAME_TAKEN);
    SignIn.Joined again = signIn.join(code, "ann", true);
    assertThat(((SignIn.Joined.In) again).session().person()).isEqualTo(person);
    in(code, "Ben");
  }

  @Test
  void join_afterTheInvitationExpired_isRefused() {
    String code = invite(2).code();
    fixture.pass(Duration.ofDays(14));
    assertThat(problem(signIn.join(code, "Ann", false))).isEqualTo(SignIn.Problem.CODE_EXPIRED);
  }

  @Test
  void revoke_ofAnInvitation_endsItsSessionsAtTheNextRequest() {
    SignIn.Issued issued = invite(2);
    String token = in(issued.code(), "Ann").token();
    assertThat(signIn.session(token)).isPresent();
    assertThat(fixture.portal().signIn().revoke(issued.invitation().id())).isTrue();
    assertThat(signIn.session(token)).isEmpty();
    assertThat(problem(signIn.join(issued.code(), "Ben", false)))
        .isEqualTo(SignIn.Problem.CODE_UNKNOWN);
  }

  @Test
  void session_afterTwelveHours_hasEnded() {
    String token = in(invite(1).code(), "Ann").token();
    fixture.pass(Duration.ofHours(12));
    assertThat(signIn.session(token)).isEmpty();
  }

  @Test
  void session_ofATokenThatSomebodyChanged_isNone() {
    String token = in(invite(1).code(), "Ann").token();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      // the last character of base64url has unused bits, but the text is compared, not the bytes
      assertThat(signIn.session(changed)).as("character %d", i).isEmpty();
    }
    assertThat(signIn.session(token.replace(".annotator.", ".manager."))).isEmpty();
  }

  @Test
  void join_byAManagersLink_worksOnce() {
    String code = signIn.invite(Role.MANAGER, Duration.ofHours(12), 1, "start").code();
    assertThat(in(code, "").session().role()).isEqualTo(Role.MANAGER);
    assertThat(problem(signIn.join(code, "", false))).isEqualTo(SignIn.Problem.CODE_USED_UP);
  }

  @Test
  void join_withoutAName_isRefused() {
    String code = invite(2).code();
    assertThat(problem(signIn.join(code, "  ", false))).isEqualTo(SignIn.Problem.NAME_MISSING);
    assertThat(problem(signIn.join(code, "a\nb", false))).isEqualTo(SignIn.Problem.NAME_MISSING);
    assertThat(problem(signIn.join(code, "x".repeat(81), false)))
        .isEqualTo(SignIn.Problem.NAME_MISSING);
  }

  @Test
  void admit_ofSomebodyWhoCameByTheIssuer_notesWhoTheyAreOnce() {
    PersonId person = PortalFixture.person(7);
    Instant until = PortalFixture.START.plus(Duration.ofHours(1));
    signIn.admit(new Session("birds", person, "Ann", Role.ANNOTATOR, "oidc", until));
    signIn.admit(new Session("birds", person, "Ann B.", Role.ANNOTATOR, "oidc", until));
    assertThat(fixture.portal().people().all())
        .filteredOn(figures -> figures.person().equals(person.value()))
        .extracting(PeopleFigures.PersonFigures::name)
        .containsExactly("Ann");
  }
}
