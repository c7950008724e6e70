package io.labelloop.portal.lambda;

/** Why somebody is not signed in, and what they can do. */
enum SignInProblem {
  ATTEMPT_UNKNOWN(
      400,
      "This sign-in was not begun here, or took too long",
      "Begin again. If that brings you back here, allow this site to set cookies."),
  ISSUER_DECLINED(
      403,
      "The sign-in service did not let you in",
      "Begin again, with the account that you were invited with. If it is declined again, ask your"
          + " manager whether the account is still active."),
  ISSUER_UNREACHABLE(
      503,
      "The sign-in service cannot be reached",
      "Your answers are safe. Try again in a minute; if it stays like this, tell your manager."),
  CODE_REFUSED(400, "This sign-in was used already", "Each one works once. Begin again."),
  TOKEN_REFUSED(
      403,
      "What the sign-in service sent cannot be trusted",
      "Begin again. If it happens twice, tell whoever runs this portal: its log says why it was"
          + " refused."),
  TOO_MANY_GROUPS(
      403,
      "Your account is in too many groups",
      "Ask your manager to take it out of groups for campaigns that have ended."),
  NO_GROUP(
      403,
      "You are signed in, but nobody has invited you yet",
      "Ask your manager to put your account into a group of this portal, and then sign in again.");

  private final int status;
  private final String title;
  private final String advice;

  SignInProblem(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String advice() {
    return advice;
  }
}
