package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The limits that people read are those of the source. */
class LimitsDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root"));
  private static final Pattern CONSTANT = Pattern.compile("`([A-Z]\\w+)\\.([A-Z_]+)`");
  private static final Pattern PRODUCT = Pattern.compile("([\\d_]+)L?(?: (<<|\\*) ([\\d_]+)L?)?;");

  @Test
  void everyLimitThatNamesAConstant_hasItsValue() throws IOException {
    Map<String, Path> sources = sources();
    int compared = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/operations/limits.md"))) {
      for (MatchResult constant : CONSTANT.matcher(line).results().toList()) {
        Path source =
            Optional.ofNullable(sources.get(constant.group(1)))
                .orElseThrow(() -> new AssertionError("there is no such class: " + line));
        if (constant.group(2).equals("LABELING_DEADLINE")) {
          continue;
        }
        long value = value(source, constant.group(2));
        List<String> cells = List.of(line.split("\\|"));
        assertThat(cells.get(2).strip())
            .as(line)
            .isEqualTo(String.format(Locale.ROOT, "%,d", value));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(25);
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
    }
    return sources;
  }

  private static long value(Path source, String constant) throws IOException {
    Matcher declared =
        Pattern.compile(constant + " =\\s+(.*?;)", Pattern.DOTALL)
            .matcher(Files.readString(source));
    assertThat(declared.find()).as("%s in %s", constant, source).isTrue();
    Matcher product = PRODUCT.matcher(declared.group(1));
    assertThat(product.matches()).as(declared.group(1)).isTrue();
    long first = Long.parseLong(product.group(1).replace("_", ""));
    if (product.group(2) == null) {
      return first;
    }
    long second = Long.parseLong(product.group(3).replace("_", ""));
    return product.group(2).equals("*") ? first * second : first << second;
  }
}
