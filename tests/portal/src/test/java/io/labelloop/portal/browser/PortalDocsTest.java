package io.labelloop.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the portal, and what its sources must not hold. */
class PortalDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root"));
  private static final int PROMISES = 33;
  private static final Pattern NUMBERED = Pattern.compile("void (goal\\d\\d(?:And\\d\\d)*)_");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) [^|]*\\|([^|]*)\\|$");

  private static List<String> sources(String... folders) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          texts.add(file.getFileName() + "\n" + read(file));
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(4);
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPromise_hasATestWithItsNumberAndARowThatSaysWhich() throws IOException {
    Set<Integer> tested = new TreeSet<>();
    for (String source :
        sources(
            "tests/portal/src/test", "tests/portal-server/src/test", "shared/portal/src/test")) {
      NUMBERED.matcher(source).results().map(MatchResult::group).forEach(name -> add(name, tested));
    }
    assertThat(tested)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, PROMISES).boxed().toList());
    Set<Integer> rows = new HashSet<>();
    for (MatchResult row :
        ROW.matcher(read(ROOT.resolve("docs/portal-promises.md"))).results().toList()) {
      int number = Integer.parseInt(row.group(1));
      assertThat(row.group(2)).contains(String.format("goal%02d_", number));
      rows.add(number);
    }
    assertThat(rows).hasSize(PROMISES);
  }

  private static void add(String name, Set<Integer> tested) {
    Pattern.compile("\\d\\d")
        .matcher(name)
        .results()
        .forEach(number -> tested.add(Integer.parseInt(number.group())));
  }

  /** The portal fetches nothing that data or a person names: there is nothing to do it with. */
  @Test
  void sources_ofThePortal_callNobody() throws IOException {
    Pattern outbound =
        Pattern.compile(
            "java\\.net\\.http|HttpClient|HttpURLConnection|URLConnection|openConnection|openStream\\("
                + "|new URL\\(|toURL\\(|java\\.net\\.Socket|SocketChannel|WebClient|RestClient|ClientBuilder"
                + "|ImageIO\\.read|DocumentBuilder|InitialContext");
    List<String> sources =
        sources("shared/portal/src/main", "shared/portal-web/src/main", "infra/portal/src/main");
    assertThat(sources)
        .hasSizeGreaterThan(60)
        .allSatisfy(
            source ->
                assertThat(outbound.matcher(source).find())
                    .as(source.lines().findFirst().orElse(""))
                    .isFalse());
    for (String module : List.of("shared/portal", "shared/portal-web", "infra/portal")) {
      assertThat(read(ROOT.resolve(module + "/pom.xml")))
          .doesNotContain("client", "okhttp", "httpcomponents");
    }
  }

  /** The list that names the folder of static files after their content. */
  @Test
  void staticFiles_areAllListed() throws IOException {
    Path web = ROOT.resolve("shared/portal-web/src/main");
    Set<String> listed = quoted(read(web.resolve("java/io/labelloop/portal/web/StaticFiles.java")));
    Set<String> there = new TreeSet<>();
    try (Stream<Path> files = Files.list(web.resolve("resources/META-INF/resources/portal"))) {
      files.forEach(file -> there.add(file.getFileName().toString()));
    }
    assertThat(listed).isEqualTo(there);
    Set<String> imported = new TreeSet<>();
    gather(web.resolve("resources/META-INF/resources/portal"), "label.js", imported);
    assertThat(quoted(read(web.resolve("java/io/labelloop/portal/web/page/LabelingPage.java"))))
        .isEqualTo(imported);
  }

  private static Set<String> quoted(String source) {
    Set<String> names = new TreeSet<>();
    Pattern.compile("\"([a-z]+\\.(?:js|css|svg))\"")
        .matcher(source)
        .results()
        .forEach(name -> names.add(name.group(1)));
    return names;
  }

  /** What a module imports, and what those import. */
  private static void gather(Path folder, String module, Set<String> found) {
    Pattern.compile("from '\\./([a-z]+\\.js)'")
        .matcher(read(folder.resolve(module)))
        .results()
        .map(match -> match.group(1))
        .filter(found::add)
        .forEach(name -> gather(folder, name, found));
  }
}
