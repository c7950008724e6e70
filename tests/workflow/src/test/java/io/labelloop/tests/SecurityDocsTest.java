package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that are there, and every line of its tables names one. */
class SecurityDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root"));
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("src/test/java"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/security.md"));
  }

  @Test
  void everyTestOfTheThreatModel_exists() throws IOException {
    Set<String> named =
        lines().stream()
            .flatMap(line -> TEST.matcher(line).results().map(match -> match.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(tests()).containsAll(named);
  }

  @Test
  void everyLineOfATable_namesTheTestThatHoldsIt() throws IOException {
    List<String> rows =
        lines().stream()
            .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
            .filter(line -> !line.startsWith("| who |") && !line.startsWith("| part |"))
            .filter(line -> !line.startsWith("| what |") && !line.startsWith("| parser |"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(TEST.matcher(row).results().map(MatchResult::group)).isNotEmpty());
  }
}
