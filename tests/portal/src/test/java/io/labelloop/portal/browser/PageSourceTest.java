package io.labelloop.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources of the pages promise without a browser. */
class PageSourceTest {
  private static final Path RESOURCES =
      Path.of(System.getProperty("labelloop.root"), "shared/portal-web/src/main/resources");
  private static final Path STATIC_FILES = RESOURCES.resolve("META-INF/resources/portal");
  private static final int FIRST_LOAD_BYTES = 150_000;

  static Stream<Path> templates() throws IOException {
    return filesOf(RESOURCES.resolve("templates")).stream();
  }

  static Stream<Path> staticFiles() throws IOException {
    return filesOf(STATIC_FILES).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void template_hasNoInlineCode_soThatThePolicyCanForbidIt(Path template) {
    String markup = text(template);
    assertThat(markup)
        .doesNotContainPattern("<script(?![^>]*\\bsrc=)")
        .doesNotContain("<style")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("templates")
  void template_escapesEverything_soThatNoDataBecomesMarkup(Path template) {
    assertThat(text(template)).doesNotContainPattern("\\.(raw|safe)\\b");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("staticFiles")
  void staticFile_namesNoOtherHost_soThatNothingLeavesThePortal(Path file) {
    Pattern address = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)");
    assertThat(address.matcher(text(file)).find()).as("an address in " + file).isFalse();
  }

  @Test
  void goal28_allStaticFilesTogether_areBelowTheFirstLoad() throws IOException {
    // all pages together are an upper bound for any one of them: 40 kB when written
    int bytes = staticFiles().mapToInt(file -> compressed(text(file))).sum();
    assertThat(bytes).isBetween(10_000, FIRST_LOAD_BYTES / 2);
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.sorted().toList();
      assertThat(found).as("files of " + directory).hasSizeGreaterThan(4);
      return found;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size();
  }
}
