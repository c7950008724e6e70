import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * all of one instant, and {@link StartupKeys} takes out of the classes what depends on the build's threads.
 */
public final class SolidArchive {
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)");
  private static final Pattern OF_LAMBDA = Pattern.compile("(.*/)?linux/(amd64|x86_64|aarch64)/.*");

  private SolidArchive() {}

  /**
   * @param arguments the archive, which is replaced, and the instant that all entries get, such as
   *     2026-11-24T00:00:00Z; where there is a third, it is an archive that another build packed
   *     already, and has to hold the same bytes
   * @throws IllegalStateException naming the entries that differ from those of the other build
   */
  public static void main(String[] arguments) throws IOException {
    Path archive = Path.of(arguments[0]);
    LocalDateTime at = LocalDateTime.ofInstant(Instant.parse(arguments[1]), ZoneOffset.UTC);
    byte[] packed = packed(entries(archive), at);
    Files.write(archive, packed);
    if (arguments.length > 2 && Files.mismatch(archive, Path.of(arguments[2])) != -1) {
      throw new IllegalStateException(
          "two builds of the same sources differ in "
              + differing(entries(archive), entries(Path.of(arguments[2])))
              + ": compare "
              + archive
              + " with "
              + arguments[2]);
    }
  }

  private static Map<String, byte[]> entries(Path archive) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (var from = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        entries.put(entry.getName(), from.readAllBytes());
      }
    }
    return entries;
  }

  private static TreeSet<String> differing(Map<String, byte[]> one, Map<String, byte[]> other) {
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> Arrays.equals(one.get(name), other.get(name)));
    return names;
  }

  private static byte[] packed(Map<String, byte[]> entries, LocalDateTime at) throws IOException {
    var keys = new StartupKeys();
    var packed = new ByteArrayOutputStream();
    try (var to = new ZipOutputStream(packed)) {
      to.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        to.putNextEntry(entry(entry.getKey(), at));
        to.write(
            switch (extension(entry.getKey())) {
              case "jar" -> stored(entry.getValue(), at);
              case "class" -> keys.renumbered(entry.getValue());
              default -> entry.getValue();
            });
        to.closeEntry();
      }
    }
    return packed.toByteArray();
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
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

/**
 * The keys under which one class of Quarkus' recorded start hands a value to the next. Quarkus takes their numbers from
 * one counter for all its build threads, so they are others in each build; here they become 1, 2, 3, ... in the order in
 * which classes that are given in the order of their names mention them first. Nothing but these classes knows the keys.
 *
 * <p>Newer versions of Quarkus number them by class (quarkusio/quarkus, pull request 53025): then no key is found here, and
 * this class can go.
 */
final class StartupKeys {
  private static final Pattern KEY = Pattern.compile("proxykey[0-9]+");
  /* tags of the constant pool, and the bytes after each: Java Virtual Machine Specification, section 4.4 */
  private static final int TEXT = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private final Map<String, String> names = new HashMap<>();

  /** The same class with the new keys. */
  byte[] renumbered(byte[] classFile) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(classFile));
    var bytes = new ByteArrayOutputStream(classFile.length);
    var out = new DataOutputStream(bytes);
    out.write(in.readNBytes(8)); // magic number and version
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == TEXT) {
        String text = in.readUTF();
        out.writeUTF(KEY.matcher(text).matches() ? name(text) : text);
        continue;
      }
      out.write(in.readNBytes(length(tag)));
      if (tag == LONG || tag == DOUBLE) {
        i++; // they count twice
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }

  private String name(String key) {
    return names.computeIfAbsent(key, absent -> "proxykey" + (names.size() + 1));
  }

  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2; // class, string, method type, module, package
      case 15 -> 3; // method handle
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // numbers, members, names with types, dynamic ones
      case LONG, DOUBLE -> 8;
      default -> throw new IllegalStateException("a constant of the unknown tag " + tag);
    };
  }
}
