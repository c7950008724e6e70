import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
 * 64-bit ARM, are left out. Instants are those of the entries, so the same input gives the same bytes.
 */
public final class SolidArchive {
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)");
  private static final Pattern OF_LAMBDA = Pattern.compile("(.*/)?linux/(amd64|x86_64|aarch64)/.*");

  private SolidArchive() {}

  /**
   * @param arguments the archive, which is replaced
   */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[0]);
    var packed = new ByteArrayOutputStream();
    try (var from = new ZipInputStream(Files.newInputStream(archive));
        var to = new ZipOutputStream(packed)) {
      to.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        byte[] content = from.readAllBytes();
        var next = new ZipEntry(entry.getName());
        next.setTime(entry.getTime());
        to.putNextEntry(next);
        to.write(entry.getName().endsWith(".jar") ? stored(content) : content);
        to.closeEntry();
      }
    }
    Files.write(archive, packed.toByteArray());
  }

  /** The same jar without compression. */
  private static byte[] stored(byte[] jar) throws IOException {
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
        var next = new ZipEntry(entry.getName());
        next.setTime(entry.getTime());
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
