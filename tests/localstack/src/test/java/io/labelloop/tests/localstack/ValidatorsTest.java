package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's validators over the files that are deployed. */
class ValidatorsTest {
  private static final Path ROOT = LocalStackServer.root();
  private static final String ASL_VALIDATOR = "asl-validator@4.0.0";

  private static PythonEnvironment python() {
    return PythonEnvironment.of(
        "validators-1", ROOT.resolve("tests/localstack/src/test/validators/requirements.txt"));
  }

  @Test
  void cfnLint_ofTheTemplates_hasNothingToSay() throws IOException {
    assertThat(
            PythonEnvironment.run(
                List.of(
                    python().program("cfn-lint").toString(),
                    Template.FILE.toString(),
                    ROOT.resolve("infra/dashboards/campaigns.yaml").toString())))
        .isBlank();
  }

  @Test
  void checkov_ofTheTemplate_failsNoCheckButThoseWithAReason() throws IOException {
    // its exit status is 1 for a failed check
    String output =
        PythonEnvironment.run(
            List.of(
                python().program("checkov").toString(),
                "--config-file",
                ROOT.resolve(".checkov.yaml").toString(),
                "--file",
                Template.FILE.toString()));
    assertThat(output).doesNotContain("FAILED for resource");
  }

  @Test
  void aslValidator_ofEveryStateMachine_isContent(@TempDir Path folder) throws IOException {
    Path tool = aslValidator();
    try (Stream<Path> machines = Files.list(ROOT.resolve("infra/statemachines"))) {
      List<Path> files = machines.sorted().toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(2);
      for (Path file : files) {
        // with CloudFormation's substitutions, as they are created
        Path substituted =
            Files.writeString(
                folder.resolve(file.getFileName()),
                Files.readString(file)
                    .replace("${RecheckSeconds}", "(21600)")
                    .replaceAll(
                        "\\$\\{(\\w+)}", "arn:aws:lambda:us-east-1:000000000000:function:$1"));
        assertThat(
                PythonEnvironment.run(
                    List.of(tool.toString(), "--json-path", substituted.toString())))
            .contains("is valid");
      }
    }
  }

  private static Path aslValidator() throws IOException {
    PythonEnvironment.requireOrSkip(
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm"))),
        "npm is missing: apt-get install npm, or whatever installs it here");
    Path folder =
        Files.createDirectories(PythonEnvironment.cache().resolve(ASL_VALIDATOR.replace('@', '-')));
    Path tool = folder.resolve("node_modules/.bin/asl-validator");
    if (!Files.exists(tool)) {
      PythonEnvironment.run(
          List.of(
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--prefix",
              folder.toString(),
              ASL_VALIDATOR));
    }
    return tool;
  }
}
