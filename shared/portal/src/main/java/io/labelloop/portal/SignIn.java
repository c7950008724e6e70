package io.labelloop.portal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets people in by invitation. An invitation's code is signed, expires, counts its uses and can be
 * revoked, which holds from the next request on; so is the token of a session, which is the value
 * of a cookie.
 */
public final class SignIn {
  /** How long a person stays signed in. */
  static final Duration SESSION = Duration.ofHours(12);

  /** The longest name of a person, in UTF-16 units. */
  public static final int MAX_NAME = 80;

  private static final int ID_BYTES = 12;
  private static final int MAX_TOKEN = 1024;
  private static final Pattern CODE =
      Pattern.compile("([a-z0-9-]{1,40})\\.([A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]{32})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PortalContext context;

  SignIn(PortalContext context) {
    this.context = context;
  }

  /** What an attempt to join came to. */
  public sealed interface Joined {
    /** The person is in. */
    record In(Session session, String token) implements Joined {}

    /** They are not. */
    record Refused(Problem problem) implements Joined {}
  }

  /** Why somebody cannot join. */
  public enum Problem {
    CODE_UNKNOWN("This invitation is unknown, or was revoked."),
    CODE_EXPIRED("This invitation has expired; ask for a new one."),
    CODE_USED_UP("This invitation was used as often as it may be; ask for a new one."),
    NAME_MISSING("Give a name of 1 to 80 characters."),
    NAME_TAKEN("Somebody has joined by this invitation under this name already.");

    private final String message;

    Problem(String message) {
      this.message = message;
    }

    public String message() {
      return message;
    }

    /** The name in addresses and answers, such as {@code code-unknown}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A new invitation with its code, which is not kept. */
  public record Issued(Invitation invitation, String code) {}

  /** Makes an invitation. */
  public Issued invite(Role role, Duration life, int maxUses, String note) {
    byte[] random = new byte[ID_BYTES];
    RANDOM.nextBytes(random);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = context.clock().instant();
    var invitation =
        new Invitation(
            Invitation.VERSION, id, role, note, now, now.plus(life), maxUses, List.of(), false);
    context.store().put(context.keys().invitation(id), invitation);
    return new Issued(invitation, code(id));
  }

  private String code(String id) {
    return context.campaignId()
        + "."
        + id
        + "."
        + context.secret().sign("invitation", context.keys().prefix(), id);
  }

  /** All invitations, the latest first. */
  public List<Invitation> invitations() {
    return context.store().list(context.keys().invitations()).stream()
        .flatMap(object -> context.store().find(object.key(), Invitation.class).stream())
        .sorted((a, b) -> b.createdAt().compareTo(a.createdAt()))
        .toList();
  }

  /** Revokes an invitation and signs out who joined by it; false if there is none. */
  public boolean revoke(String id) {
    if (!id.matches("[A-Za-z0-9_-]{16}") || find(id).isEmpty()) {
      return false;
    }
    Invitation unused =
        context
            .store()
            .update(
                context.keys().invitation(id),
                Invitation.class,
                () -> find(id).orElseThrow(),
                Invitation::revoke);
    return unused.revoked();
  }

  private Optional<Invitation> find(String id) {
    return context.store().find(context.keys().invitation(id), Invitation.class);
  }

  /**
   * Joins by an invitation's code.
   *
   * @param returning whether the person says that they joined under this name before
   */
  public Joined join(String code, String name, boolean returning) {
    var parts = CODE.matcher(code.strip());
    if (!parts.matches()
        || !context
            .secret()
            .verify(parts.group(3), "invitation", context.keys().prefix(), parts.group(2))) {
      return new Joined.Refused(Problem.CODE_UNKNOWN);
    }
    Optional<Invitation> found = find(parts.group(2)).filter(i -> !i.revoked());
    if (found.isEmpty()) {
      return new Joined.Refused(Problem.CODE_UNKNOWN);
    }
    Invitation invitation = found.get();
    Instant now = context.clock().instant();
    if (!now.isBefore(invitation.expiresAt())) {
      return new Joined.Refused(Problem.CODE_EXPIRED);
    }
    String called = invitation.role() == Role.MANAGER ? "manager" : name.strip();
    if (called.isEmpty()
        || called.length() > MAX_NAME
        || called.chars().anyMatch(Character::isISOControl)) {
      return new Joined.Refused(Problem.NAME_MISSING);
    }
    PersonId person =
        new PersonId(
            "p-"
                + context
                    .secret()
                    .sign(
                        "person",
                        context.keys().prefix(),
                        invitation.id(),
                        called.toLowerCase(Locale.ROOT))
                    .substring(0, 20));
    boolean known = invitation.people().contains(person);
    if (known && invitation.role() == Role.MANAGER && !returning) {
      return new Joined.Refused(Problem.CODE_USED_UP);
    }
    if (known && !returning) {
      return new Joined.Refused(Problem.NAME_TAKEN);
    }
    Invitation after =
        context
            .store()
            .update(
                context.keys().invitation(invitation.id()),
                Invitation.class,
                () -> invitation,
                before -> before.joined(person));
    if (!after.people().contains(person)) {
      return new Joined.Refused(Problem.CODE_USED_UP);
    }
    var session =
        new Session(
            context.campaignId(),
            person,
            called,
            invitation.role(),
            invitation.id(),
            now.plus(SESSION));
    admit(session);
    return new Joined.In(session, token(session));
  }

  /** Notes who a person is when they first come; repeated calls change nothing. */
  public void admit(Session session) {
    Profile unused =
        context
            .store()
            .decide(
                context.keys().profile(session.person()),
                new Profile(
                    Profile.VERSION,
                    session.person(),
                    session.name(),
                    session.role(),
                    session.by(),
                    context.clock().instant()),
                Profile.class);
  }

  private String token(Session session) {
    String name =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(session.name().getBytes(StandardCharsets.UTF_8));
    String signature = signature(session);
    return String.join(
        ".",
        session.campaign(),
        session.person().value(),
        name,
        session.role().label(),
        session.by(),
        String.valueOf(session.until().getEpochSecond()),
        signature);
  }

  private String signature(Session session) {
    return context
        .secret()
        .sign(
            "session",
            context.keys().prefix(),
            session.person().value(),
            session.name(),
            session.role().label(),
            session.by(),
            String.valueOf(session.until().getEpochSecond()));
  }

  /** The session of a token, or nothing if it is wrong, has expired, or was revoked. */
  public Optional<Session> session(String token) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > MAX_TOKEN || parts.length != 7 || !parts[0].equals(context.campaignId())) {
      return Optional.empty();
    }
    Session session;
    try {
      session =
          new Session(
              context.campaignId(),
              new PersonId(parts[1]),
              new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8),
              Role.of(parts[3]),
              parts[4],
              Instant.ofEpochSecond(Long.parseLong(parts[5])));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (!java.security.MessageDigest.isEqual(
            parts[6].getBytes(StandardCharsets.UTF_8),
            signature(session).getBytes(StandardCharsets.UTF_8))
        || !context.clock().instant().isBefore(session.until())) {
      return Optional.empty();
    }
    return find(session.by()).filter(i -> !i.revoked()).map(i -> session);
  }

  /**
   * The campaign that a code or a token says it is for, not to be believed before it is checked.
   */
  public static String campaignOf(String codeOrToken) {
    return codeOrToken.strip().split("\\.", 2)[0];
  }
}
