package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.workflow.document.CampaignKeys;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/** What the template promises and LocalStack, which enforces no permission, cannot show. */
class TemplateTest {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");
  private static final String STEP = "LABELLOOP_STEP";

  private final Template template = new Template();

  @Test
  void rule_ofUploads_isTriggeredByCampaignFilesAndByNothingThatTheWorkflowWrites()
      throws Exception {
    String pattern =
        new ObjectMapper()
            .writeValueAsString(
                template.resource("CampaignUploaded").at("/Properties/EventPattern"));
    for (String key : List.of("campaigns/a/campaign.json", "campaigns/team/a/campaign.json")) {
      assertThat(Ruler.matchesRule(event(key), pattern)).as(key).isTrue();
    }
    for (String key :
        List.of(
            "campaigns/campaign.json",
            "campaign.json",
            "pools/a/campaign.json",
            "campaigns/a/b.json")) {
      assertThat(Ruler.matchesRule(event(key), pattern)).as(key).isFalse();
    }
    List<String> written = documentKeys();
    assertThat(written).hasSizeGreaterThan(20);
    for (String key : written) {
      assertThat(Ruler.matchesRule(event(key), pattern)).as(key).isFalse();
    }
  }

  /** Every key that {@link CampaignKeys} can make, and what workforces keep below a job's. */
  private static List<String> documentKeys() throws ReflectiveOperationException {
    var keys = new CampaignKeys("campaigns/a/");
    var all = new ArrayList<String>();
    for (Method method : CampaignKeys.class.getDeclaredMethods()) {
      if (method.getReturnType() == String.class
          && Modifier.isPublic(method.getModifiers())
          && Arrays.stream(method.getParameterTypes()).allMatch(type -> type == int.class)
          && !List.of("prefix", "toString").contains(method.getName())) {
        Object[] ones = new Object[method.getParameterCount()];
        Arrays.fill(ones, 1);
        String key = (String) method.invoke(keys, ones);
        all.add(key);
        all.add(key + "/job.json");
      }
    }
    return all;
  }

  private static String event(String key) {
    return """
        {"source": "aws.s3", "detail-type": "Object Created",
         "detail": {"bucket": {"name": "DataBucket"}, "object": {"key": "%s", "size": 1}}}
        """
        .formatted(key);
  }

  @Test
  void machine_ofEachDefinition_isGivenEverySubstitutionAndMayCallEveryFunction() {
    Map<String, JsonNode> machines = template.resources("AWS::Serverless::StateMachine");
    assertThat(machines).hasSize(2);
    Map<String, String> steps = steps();
    machines.forEach(
        (name, machine) -> {
          JsonNode given = machine.path("DefinitionSubstitutions");
          var asked = new TreeSet<String>();
          Matcher names = SUBSTITUTION.matcher(Template.definition(machine).toString());
          while (names.find()) {
            asked.add(names.group(1));
          }
          var defined = new TreeSet<String>();
          given.fieldNames().forEachRemaining(defined::add);
          assertThat(defined).as(name).isEqualTo(asked);

          List<String> callable =
              Template.statements(machine).stream()
                  .filter(s -> Template.texts(s.path("Action")).contains("lambda:InvokeFunction"))
                  .flatMap(s -> Template.texts(s.path("Resource")).stream())
                  .toList();
          List<String> called =
              asked.stream()
                  .filter(substitution -> substitution.endsWith("Function"))
                  .map(substitution -> given.path(substitution).asText())
                  .toList();
          assertThat(callable).as(name).containsExactlyInAnyOrderElementsOf(called);
          for (String function : called) {
            String logical = function.replaceAll("\\$\\{(\\w+)\\.Arn}:live", "$1");
            assertThat(steps).containsEntry(logical, logical.replaceAll("Function$", ""));
          }
        });
  }

  /** The step of every function that is one. */
  private Map<String, String> steps() {
    Map<String, String> steps = new TreeMap<>();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) -> {
              JsonNode step = function.at("/Environment/Variables/" + STEP);
              if (step.isTextual()) {
                steps.put(name, step.asText());
              }
            });
    return steps;
  }

  @Test
  void policy_ofEachStep_coversTheDocumentsThatItWritesAndNoOthers(@TempDir Path folder)
      throws Exception {
    Map<String, Set<String>> written = SmallCampaign.writes(folder);
    assertThat(written).hasSizeGreaterThan(10);
    written.forEach(
        (step, keys) -> {
          List<Pattern> allowed =
              Template.statements(template.resource(step + "Function").path("Properties")).stream()
                  .filter(s -> Template.texts(s.path("Action")).contains("s3:PutObject"))
                  .flatMap(s -> Template.texts(s.path("Resource")).stream())
                  .map(TemplateTest::keyPattern)
                  .toList();
          for (String key : keys) {
            assertThat(allowed).as(step + " writes " + key).anyMatch(p -> p.matcher(key).matches());
          }
          for (Pattern pattern : allowed) {
            // only campaigns about sentences have these
            if (pattern.matcher("campaigns/a/labels.conll").matches()
                || pattern.matcher("campaigns/a/rounds/0001/entities.json").matches()) {
              continue;
            }
            assertThat(keys)
                .as(step + " may write " + pattern)
                .anyMatch(key -> pattern.matcher(key).matches());
          }
        });
  }

  /** The keys that a policy's resource stands for. */
  static Pattern keyPattern(String resource) {
    return Pattern.compile(
        Pattern.quote(resource.replace("${DataBucket.Arn}/", "")).replace("*", "\\E.*\\Q"));
  }

  /** What sam build runs cannot be run inside of a build; that it would run the right thing can. */
  @Test
  void makefile_ofTheOneFunctionThatSamBuilds_buildsTheArtifactOfAll(@TempDir Path folder)
      throws IOException {
    List<String> built =
        template.resources("AWS::Serverless::Function").keySet().stream()
            .filter(name -> template.resource(name).at("/Metadata/BuildMethod").isTextual())
            .toList();
    assertThat(built).hasSize(1);
    // sam build moves the template, and corrects no path in Globals: sam deploy would not find it
    assertThat(template.globals().at("/Function/CodeUri").isMissingNode()).isTrue();
    template
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, properties) -> {
              if (!built.contains(name)) {
                assertThat(properties.path("CodeUri").asText())
                    .as(name)
                    .isEqualTo(
                        name.equals("PortalFunction")
                            ? Template.PORTAL_ARTIFACT
                            : Template.ARTIFACT);
              }
            });
    JsonNode function = template.resource(built.getFirst());
    Path makefile =
        LocalStackServer.root()
            .resolve(function.at("/Properties/CodeUri").asText())
            .resolve("Makefile");
    PythonEnvironment.requireOrSkip(
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "make"))),
        "make is missing: apt-get install make, or whatever installs it here");
    // as SAM runs it: from a copy of the folder, with the path of the original file
    String commands =
        PythonEnvironment.run(
            List.of(
                "make",
                "--dry-run",
                "--directory",
                folder.toString(),
                "--makefile",
                makefile.toString(),
                "ARTIFACTS_DIR=" + folder,
                "build-" + built.getFirst()));
    Path root = LocalStackServer.root().toAbsolutePath().normalize();
    assertThat(commands)
        .contains("mvn --file " + root.resolve("pom.xml"))
        .contains("--projects functions,infra/portal-lambda ")
        .contains("jar xf " + root.resolve(Template.ARTIFACT));
  }

  /** Lambda takes 50 MB zipped and 250 MB unzipped; a jar is compressed once, by the archive. */
  @ParameterizedTest
  @ValueSource(strings = {Template.ARTIFACT, Template.PORTAL_ARTIFACT})
  void artifact_ofFunctions_isFarBelowLambdasLimit(String file) throws IOException {
    Path artifact = LocalStackServer.root().resolve(file);
    assertThat(Files.size(artifact)).isLessThan(32_000_000);
    long unzipped = 0;
    int jars = 0;
    try (var zip = new ZipFile(artifact.toFile())) {
      for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
        unzipped += entry.getSize();
        if (entry.getName().endsWith(".jar")) {
          jars++;
          try (var jar = new ZipInputStream(zip.getInputStream(entry))) {
            assertThat(java.util.Objects.requireNonNull(jar.getNextEntry()).getMethod())
                .as(entry.getName())
                .isEqualTo(ZipEntry.STORED);
          }
        }
      }
    }
    assertThat(jars).isGreaterThan(100);
    assertThat(unzipped).isLessThan(200_000_000);
  }

  @Test
  void pageOnDeploying_namesEveryParameterAndOutput() throws IOException {
    String page = Files.readString(LocalStackServer.root().resolve("docs/operations/deploy.md"));
    for (String section : List.of("Parameters", "Outputs")) {
      assertThat(template.names(section)).hasSizeGreaterThan(5);
      for (String name : template.names(section)) {
        assertThat(page).as(section).contains("`" + name + "`");
      }
    }
  }

  @Test
  void asterisk_inAPolicy_hasItsReasonBesideIt() throws IOException {
    List<String> lines = Files.readAllLines(Template.FILE);
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.matches("(-|Action:|Resource:|Principal:) '?(\\*|\\w+:\\*)'?")) {
        found++;
        assertThat(lines.subList(Math.max(0, i - 2), Math.min(lines.size(), i + 3)))
            .as("line " + (i + 1) + ": " + line)
            .anyMatch(near -> near.strip().startsWith("#"));
      }
    }
    assertThat(found).isPositive();
  }
}
