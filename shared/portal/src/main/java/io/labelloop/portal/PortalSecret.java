package io.labelloop.portal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only the portal's instances know: with it they seal the names of assignments and sign what
 * they hand out.
 *
 * <p>Sealing is deterministic authenticated encryption: the tag of the plain bytes is also what the
 * mask is made of, so equal assignments have equal names, and nobody can make or read one. Rogaway,
 * Shrimpton: A provable-security treatment of the key-wrap problem. EUROCRYPT 2006; with
 * HMAC-SHA256 as the pseudo-random function.
 */
public final class PortalSecret {
  /** The fewest bytes that a secret may have. */
  public static final int MIN_BYTES = 32;

  private static final int TAG_BYTES = 16;
  private static final int PLAIN_BYTES = 8;
  private static final int SEALED_CHARS = 32;

  private final SecretKeySpec key;

  /**
   * @throws IllegalArgumentException if the secret has fewer than {@value #MIN_BYTES} bytes
   */
  public PortalSecret(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "the portal's secret must have at least "
              + MIN_BYTES
              + " bytes, but had "
              + secret.length);
    }
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** A secret that nobody else knows, and nobody will know again. */
  static PortalSecret random() {
    byte[] secret = new byte[MIN_BYTES];
    new SecureRandom().nextBytes(secret);
    return new PortalSecret(secret);
  }

  /** The name of a question for one person: 32 characters that tell nothing. */
  String seal(PersonId person, Spot spot) {
    byte[] plain =
        ByteBuffer.allocate(PLAIN_BYTES)
            .putShort((short) spot.job())
            .putInt(spot.page())
            .putShort((short) spot.index())
            .array();
    byte[] tag = tag(person, plain);
    byte[] sealed = Arrays.copyOf(tag, TAG_BYTES + PLAIN_BYTES);
    System.arraycopy(masked(plain, tag), 0, sealed, TAG_BYTES, PLAIN_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** What a name stands for, or nothing if it was not made for this person. */
  Optional<Spot> open(PersonId person, String assignment) {
    if (assignment.length() != SEALED_CHARS) {
      return Optional.empty();
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(assignment);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    byte[] tag = Arrays.copyOf(sealed, TAG_BYTES);
    byte[] plain = masked(Arrays.copyOfRange(sealed, TAG_BYTES, sealed.length), tag);
    if (!MessageDigest.isEqual(tag, tag(person, plain))) {
      return Optional.empty();
    }
    var fields = ByteBuffer.wrap(plain);
    return Optional.of(
        new Spot(fields.getShort() & 0xffff, fields.getInt(), fields.getShort() & 0xffff));
  }

  private byte[] tag(PersonId person, byte[] plain) {
    return Arrays.copyOf(
        mac("assignment", person.value(), Base64.getUrlEncoder().encodeToString(plain)), TAG_BYTES);
  }

  private byte[] masked(byte[] bytes, byte[] tag) {
    byte[] mask = mac("mask", Base64.getUrlEncoder().encodeToString(tag));
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= mask[i];
    }
    return result;
  }

  /**
   * A signature of some fields: 32 characters of base64url. Fields of two purposes never have the
   * same one.
   */
  public String sign(String purpose, String... fields) {
    String[] all = new String[fields.length + 1];
    all[0] = purpose;
    System.arraycopy(fields, 0, all, 1, fields.length);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(mac(all), TAG_BYTES + PLAIN_BYTES));
  }

  /**
   * Whether a signature is that of some fields; takes as long for a wrong one as for a right one.
   */
  public boolean verify(String signature, String purpose, String... fields) {
    return MessageDigest.isEqual(
        signature.getBytes(StandardCharsets.UTF_8),
        sign(purpose, fields).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(String... fields) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String field : fields) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        // with its length, so that no two lists of fields run together
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
