import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Packs an archive of jars smaller: inside a jar nothing is compressed any more, and the archive compresses each jar
 * as one piece, in which its classes share what they have in common. Classes are the same; Lambda unpacks the archive
 * once, and the JVM then inflates nothing. Native libraries for other systems than Lambda's, Linux on x86-64 and on
 * 64-bit ARM, are left out.
 *
 * <p>The same content gives the same bytes, wherever and whenever it is built: entries are in the order of their names,
 * and all of one instant.
 */
public final class SolidArchive {
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)");
  private static final Pattern OF_LAMBDA = Pattern.compile("(.*/)?linux/(amd64|x86_64|aarch64)/.*");

  private SolidArchive() {}

  /**
   * @param arguments the archive, which is replaced, and the instant that all entries get, such as
   *     2026-11-24T00:00:00Z
   */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[0]);
    LocalDateTime at = LocalDateTime.ofInstant(Instant.parse(arguments[1]), ZoneOffset.UTC);
    Map<String, byte[]> entries = new TreeMap<>();
    try (var from = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        entries.put(entry.getName(), from.readAllBytes());
      }
    }
    var packed = new ByteArrayOutputStream();
    try (var to = new ZipOutputStream(packed)) {
      to.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        to.putNextEntry(entry(entry.getKey(), at));
        to.write(entry.getKey().endsWith(".jar") ? stored(entry.getValue(), at) : entry.getValue());
        to.closeEntry();
      }
    }
    Files.write(archive, packed.toByteArray());
  }

  /** Without a time zone: what an archive keeps of an instant would else depend on the machine's. */
  private static ZipEntry entry(String name, LocalDateTime at) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(at);
    return entry;
  }

  /** The same jar without compression. */
  private static byte[] stored(byte[] jar, LocalDateTime at) throws IOException {
    var bytes = new ByteArrayOutputStream(3 * jar.length);
    try (var from = new ZipInputStream(new ByteArrayInputStream(jar));
        var to = new ZipOutputStream(bytes)) {
      to.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        if (NATIVE.matcher(name).matches() && !OF_LAMBDA.matcher(name).matches()) {
          continue;
        }
        byte[] content = from.readAllBytes();
        ZipEntry next = entry(entry.getName(), at);
        next.setSize(content.length);
        var sum = new CRC32();
        sum.update(content);
        next.setCrc(sum.getValue());
        to.putNextEntry(next);
        to.write(content);
        to.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
