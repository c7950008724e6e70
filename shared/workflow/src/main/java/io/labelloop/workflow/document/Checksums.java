package io.labelloop.workflow.document;

import io.labelloop.workflow.port.NoSuchObjectException;
import io.labelloop.workflow.port.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The SHA-256 of every document of a campaign that has ended, in the form of {@code sha256sum}: a
 * line is 64 hexadecimal digits, two spaces and the key relative to the campaign's prefix.
 *
 * @param byKey ascending by relative key
 */
public record Checksums(SequencedMap<String, String> byKey) {
  private static final int BUFFER = 1 << 16;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  public Checksums {
    byKey = Collections.unmodifiableSequencedMap(new TreeMap<>(byKey));
  }

  /** The checksums of what lies below a campaign's prefix now. */
  public static Checksums of(ObjectStore objects, CampaignKeys keys) {
    var byKey = new TreeMap<String, String>();
    for (ObjectStore.ObjectSummary object : objects.list(keys.prefix())) {
      if (!object.key().equals(keys.checksums())
          && !object.key().equals(keys.checksumOfChecksums())) {
        byKey.put(relative(keys.prefix(), object.key()), sha256(objects, object));
      }
    }
    return new Checksums(byKey);
  }

  /**
   * The stored checksums, or nothing before the campaign has ended.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  public static Optional<Checksums> find(DocumentStore documents, CampaignKeys keys) {
    return documents.has(keys.checksums())
        ? Optional.of(parse(documents.getBytes(keys.checksums())))
        : Optional.empty();
  }

  private static Checksums parse(byte[] content) {
    var byKey = new TreeMap<String, String>();
    for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
      var form = LINE.matcher(line);
      if (!form.matches()) {
        throw new IllegalArgumentException(
            "a line must be 64 hexadecimal digits, two spaces and a key, but was '" + line + "'");
      }
      byKey.put(form.group(2), form.group(1));
    }
    return new Checksums(byKey);
  }

  /** The same with the checksum of one document as it is now. */
  public Checksums with(ObjectStore objects, CampaignKeys keys, String key) {
    var next = new TreeMap<>(byKey);
    next.put(relative(keys.prefix(), key), sha256(objects, key));
    return new Checksums(next);
  }

  /** Stores the checksums, and then their own. */
  public void store(DocumentStore documents, CampaignKeys keys) {
    var text = new StringBuilder();
    byKey.forEach((key, sum) -> text.append(line(sum, key)));
    documents.put(keys.checksums(), text.toString().getBytes(StandardCharsets.UTF_8));
    documents.put(keys.checksumOfChecksums(), expectedOwn(documents, keys));
  }

  /** What {@link CampaignKeys#checksumOfChecksums} must hold. */
  public static byte[] expectedOwn(DocumentStore documents, CampaignKeys keys) {
    return line(
            sha256(documents.objects(), keys.checksums()),
            relative(keys.prefix(), keys.checksums()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String sum, String key) {
    return sum + "  " + key + "\n";
  }

  private static String relative(String prefix, String key) {
    return key.substring(prefix.length());
  }

  private static String sha256(ObjectStore objects, ObjectStore.ObjectSummary object) {
    // a stream takes two requests, and a small document one
    return object.size() <= BUFFER
        ? objects
            .get(object.key())
            .map(stored -> sha256(new ByteArrayInputStream(stored.content()), object.key()))
            .orElseThrow(() -> new NoSuchObjectException(object.key()))
        : sha256(objects, object.key());
  }

  private static String sha256(ObjectStore objects, String key) {
    try (InputStream content = objects.open(key, 0, Long.MAX_VALUE)) {
      return sha256(content, key);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    }
  }

  private static String sha256(InputStream content, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
