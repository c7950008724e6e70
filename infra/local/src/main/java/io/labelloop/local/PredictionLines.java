package io.labelloop.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.labelloop.model.ClassLabels;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.ScannedLine;
import io.labelloop.workflow.document.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Predictions as JSON Lines with the fields {@code id}, {@code label} and {@code confidence}, the
 * last with six decimals.
 */
final class PredictionLines {
  private static final byte[] BEGIN = bytes("{\"id\":");
  private static final byte[] LABEL = bytes(",\"label\":");
  private static final byte[] CONFIDENCE = bytes(",\"confidence\":");
  private static final byte[] END = bytes("}\n");

  private final List<byte[]> labels;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  PredictionLines(ClassLabels classes) {
    this.labels = classes.names().stream().map(PredictionLines::json).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(String text) {
    try {
      return JsonCodec.mapper().writeValueAsBytes(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the prediction for a scanned line, whose id needs no escapes. */
  void add(ScannedLine line, double[] row) {
    lines.writeBytes(BEGIN);
    lines.write('"');
    lines.write(line.bytes(), line.idFrom(), line.idTo() - line.idFrom());
    lines.write('"');
    finish(row);
  }

  void add(ItemId id, double[] row) {
    lines.writeBytes(BEGIN);
    lines.writeBytes(json(id.value()));
    finish(row);
  }

  private void finish(double[] row) {
    int label = ArgMax.of(row);
    lines.writeBytes(LABEL);
    lines.writeBytes(labels.get(label));
    lines.writeBytes(CONFIDENCE);
    lines.writeBytes(bytes(String.format(Locale.ROOT, "%.6f", row[label])));
    lines.writeBytes(END);
  }

  /** What was added since the last call. */
  byte[] take() {
    byte[] taken = lines.toByteArray();
    lines.reset();
    return taken;
  }
}
