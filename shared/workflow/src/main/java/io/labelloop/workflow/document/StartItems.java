package io.labelloop.workflow.document;

import io.labelloop.pool.ItemContent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What the model that a campaign starts from has learned from.
 *
 * @param contents the {@link #hash hashes} of its training items' contents, ascending
 */
public record StartItems(int version, List<String> contents) {
  public static final int VERSION = 1;

  public StartItems {
    contents = List.copyOf(contents);
  }

  /** The SHA-256 of an item's content, whatever its id. */
  public static String hash(ItemContent content) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(JsonCodec.lines(List.of(content))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
