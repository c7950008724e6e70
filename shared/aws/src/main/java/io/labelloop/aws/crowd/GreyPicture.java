package io.labelloop.aws.crowd;

import io.labelloop.campaign.ImageSpec;
import io.labelloop.numeric.DenseVector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Numbers as a grey picture in a {@code data:} URI: an 8-bit PNG, one point for each number. */
final class GreyPicture {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int CHUNK_FRAME = 12;

  private GreyPicture() {}

  /** The picture of a vector: 0 is white and {@link ImageSpec.Grey#max} is black. */
  static String dataUri(ImageSpec.Grey grey, DenseVector values) {
    byte[] rows = new byte[grey.rows() * (grey.columns() + 1)];
    for (int i = 0; i < values.size(); i++) {
      // each row of a PNG begins with the number of its filter, here 0 for none
      int at = i + i / grey.columns() + 1;
      rows[at] = (byte) (255 - Math.round(255 * Math.clamp(values.get(i) / grey.max(), 0, 1)));
    }
    var png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(grey.columns())
            .putInt(grey.rows())
            .put((byte) 8)
            .put(new byte[4])
            .array();
    png.writeBytes(chunk("IHDR", header));
    png.writeBytes(chunk("IDAT", deflated(rows)));
    png.writeBytes(chunk("IEND", new byte[0]));
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(content.length + CHUNK_FRAME)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] deflated(byte[] content) {
    var deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[content.length + 64];
    int length = deflater.deflate(buffer);
    deflater.end();
    return java.util.Arrays.copyOf(buffer, length);
  }
}
