package io.labelloop.learning;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The stored form of a feature space: four bytes {@code LLFS}, a version, a kind, and what the kind
 * writes, all big-endian.
 */
final class StoredFeatures {
  static final byte COLUMNS = 1;
  static final byte TEXT = 2;
  static final byte WORDS = 3;
  private static final int MAGIC = 0x4c4c4653;
  private static final byte VERSION = 1;

  private StoredFeatures() {}

  /** Writes what follows the header. */
  @FunctionalInterface
  interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  static byte[] write(byte kind, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeByte(VERSION);
      out.writeByte(kind);
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused bytes", e);
    }
    return bytes.toByteArray();
  }

  static FeatureSpace read(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readInt() != MAGIC) {
        throw new UnreadableModelException("a feature space must start with the bytes LLFS");
      }
      int version = in.readByte();
      if (version != VERSION) {
        throw new UnreadableModelException(
            "feature spaces are read in version " + VERSION + ", but this one has " + version);
      }
      int kind = in.readByte();
      FeatureSpace space =
          switch (kind) {
            case COLUMNS -> StandardizedColumns.readFrom(in);
            case TEXT -> TfIdf.readFrom(true, in);
            case WORDS -> TfIdf.readFrom(false, in);
            default ->
                throw new UnreadableModelException(
                    "a feature space must be of kind "
                        + COLUMNS
                        + " (columns), "
                        + TEXT
                        + " (words and pairs) or "
                        + WORDS
                        + " (words), but was of "
                        + kind);
          };
      if (in.read() != -1) {
        throw new UnreadableModelException(
            "the feature space is followed by bytes of another kind");
      }
      return space;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableModelException(
          "the feature space of " + stored.length + " bytes is truncated or damaged", e);
    }
  }
}
