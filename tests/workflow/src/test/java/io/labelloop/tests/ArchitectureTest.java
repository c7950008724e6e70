package io.labelloop.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.labelloop.workflow.step.Step;

/** What the module graph cannot see. ArchUnit fails a rule that matches no class. */
@AnalyzeClasses(packages = "io.labelloop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DOMAIN = {
    "io.labelloop.numeric..",
    "io.labelloop.pool..",
    "io.labelloop.query..",
    "io.labelloop.model..",
    "io.labelloop.annotation..",
    "io.labelloop.sequence..",
    "io.labelloop.consolidation..",
    "io.labelloop.estimation..",
    "io.labelloop.stopping..",
    "io.labelloop.budget..",
    "io.labelloop.campaign.."
  };

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..", "org.tribuo..", "io.quarkus..", "org.slf4j..", "picocli..");

  @ArchTest
  static final ArchRule THE_DOMAIN_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule STEPS_READ_NO_CLOCK_AND_NO_ENVIRONMENT =
      noClasses()
          .that()
          .resideInAPackage("io.labelloop.workflow..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule ONLY_STEPS_IMPLEMENT_STEP =
      classes()
          .that()
          .implement(Step.class)
          .should()
          .resideInAPackage("io.labelloop.workflow.step")
          .andShould()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

  @ArchTest
  static final ArchRule NAMES_ARE_NOUNS_OF_THE_FIELD =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  @ArchTest
  static final ArchRule CERTIFICATION_IS_BLIND_TO_QUERIES =
      noClasses()
          .that()
          .resideInAPackage("io.labelloop.estimation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.labelloop.query..", "io.labelloop.consolidation..");

  @ArchTest
  static final ArchRule TRUTH_IS_READ_BY_THE_LOCAL_SIMULATION_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage("io.labelloop.workflow..", "io.labelloop.learning..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("TruthReader");

  @ArchTest
  static final ArchRule THE_DOMAIN_HAS_NO_CYCLES =
      slices()
          .matching(
              "io.labelloop.(estimation|stopping|budget|consolidation|annotation|sequence|query|numeric)..")
          .should()
          .beFreeOfCycles();
}
