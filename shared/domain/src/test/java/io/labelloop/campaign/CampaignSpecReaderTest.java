package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.budget.Money;
import io.labelloop.stopping.AccuracyCertified;
import io.labelloop.stopping.AllOf;
import io.labelloop.stopping.AnyOf;
import io.labelloop.stopping.ClassificationChange;
import io.labelloop.stopping.MarginalValue;
import io.labelloop.stopping.MaxLabels;
import io.labelloop.stopping.MaxRounds;
import io.labelloop.stopping.MaxTime;
import io.labelloop.stopping.OverallUncertainty;
import io.labelloop.stopping.StablePredictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignSpecReaderTest {
  static final KnownNames NAMES =
      new KnownNames(
          List.of("margin-cluster", "margin", "random"),
          List.of("typical", "k-means", "random"),
          List.of("logistic-regression"),
          List.of("mnlp", "margin", "random"),
          List.of("crf", "hmm"));

  static final String WHOLE =
      """
      {
        "name": "spam-1",
        "task": {"type": "classification", "labels": ["ham", "spam"], "question": "Is this message spam?"},
        "pool": {"location": "pools/sms/", "id": "id", "text": "text", "maxTextLength": 500, "maxRejectedShare": 0.2},
        "model": {"trainer": "logistic-regression"},
        "query": {"strategy": "margin-cluster", "batchSize": 50, "randomShare": 0.1, "seedSet": {"size": 25, "method": "typical"}},
        "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD", "annotationsPerItem": {"min": 1, "max": 3, "confidence": 0.95}},
        "stop": {"accuracy": {"target": 0.95, "confidence": 0.95}, "budget": "200 USD", "maxRounds": 40},
        "consolidation": {"method": "one-coin"},
        "certification": {"size": 300, "annotationsPerItem": 5},
        "autoLabel": {"precision": 0.97, "confidence": 0.95},
        "seed": 7
      }
      """;

  private static CampaignSpecReader.Reading read(String json) {
    return new CampaignSpecReader(NAMES)
        .read(json.getBytes(StandardCharsets.UTF_8), "campaign.json");
  }

  private static CampaignSpec valid(String json) {
    assertThat(read(json)).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) read(json)).spec();
  }

  private static List<Finding> mistakes(String json) {
    assertThat(read(json)).isInstanceOf(CampaignSpecReader.Reading.Invalid.class);
    return ((CampaignSpecReader.Reading.Invalid) read(json)).mistakes();
  }

  @Test
  void read_ofAWholeFile_keepsEverything() {
    CampaignSpec spec = valid(WHOLE);

    assertThat(spec.task().labels().names()).containsExactly("ham", "spam");
    assertThat(spec.pool().content()).isEqualTo(new ContentSpec.Text("text"));
    assertThat(spec.query().seedSet()).isEqualTo(new SeedSetSpec(25, "typical"));
    assertThat(spec.workforce().pricePerAnnotation()).isEqualTo(Money.parse("0.04 USD"));
    assertThat(spec.workforce().annotationsPerItem()).isEqualTo(new Redundancy(1, 3, 0.95));
    assertThat(spec.stop().accuracy()).contains(new AccuracyTarget(0.95, 0.95));
    assertThat(spec.stop().budget()).contains(Money.parse("200 USD"));
    assertThat(spec.stop().maxRounds()).hasValue(40);
    assertThat(spec.certification().size()).hasValue(300);
    assertThat(spec.autoLabel()).contains(new AutoLabelSpec(0.97, 0.95, false, 3));
    assertThat(spec.name()).contains(new CampaignId("spam-1"));
    assertThat(spec.seed()).isEqualTo(7);
  }

  @Test
  void read_ofTheLeast_fillsInTheDefaults() {
    CampaignSpec spec =
        valid(
            """
            {"task": {"labels": ["a", "b"]}, "pool": {"location": "p.jsonl"}, "stop": {"maxRounds": 3},
             "workforce": {"type": "simulated", "truth": "t", "pricePerAnnotation": "1 EUR", "annotators": [{"count": 3, "accuracy": 0.9}]}}
            """);

    assertThat(spec.query())
        .isEqualTo(
            new QuerySpec(
                StrategySpec.named("margin-cluster"),
                false,
                50,
                0.1,
                new SeedSetSpec(50, "typical")));
    assertThat(spec.model().trainer()).isEqualTo(TrainerSpec.named("logistic-regression"));
    assertThat(spec.workforce().annotationsPerItem()).isEqualTo(new Redundancy(1, 3, 0.95));
    assertThat(spec.certification().annotationsPerItem()).isEqualTo(3);
    assertThat(spec.pool().maxTextLength()).isEqualTo(20_000);
    assertThat(spec.seed()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"portal\", \"hourlyRate\": {\"perHour\": \"18 USD\", \"longestAnswerSeconds\": 20} | 0.30 USD",
        "\"type\": \"mechanical-turk\", \"pricePerAnnotation\": \"0.06 USD\" | 0.18 USD",
        "\"type\": \"ground-truth\", \"pricePerAnnotation\": \"0.10 USD\", \"groundTruth\": {\"workTeam\": \"arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/us\", \"pricePerObject\": \"0.08 USD\"} | 0.14 USD",
        "\"type\": \"ground-truth\", \"pricePerAnnotation\": \"0.10 USD\", \"groundTruth\": {\"workTeam\": \"arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/us\"} | 0.30 USD"
      })
  void read_ofAWorkforcesPrices_knowsWhatThreeAnnotationsCostAtMost(String workforce, String most) {
    CampaignSpec spec =
        valid(
            """
            {"task": {"labels": ["a", "b"]}, "pool": {"location": "p.jsonl"}, "stop": {"maxRounds": 3},
             "workforce": {%s}}
            """
                .formatted(workforce));
    assertThat(spec.workforce().prices().most(3)).isEqualTo(Money.parse(most));
  }

  @Test
  void read_ofAPoolInAnotherBucket_saysWhereItHasToLie() {
    assertThat(
            mistakes(
                """
                {"task": {"labels": ["a", "b"]}, "pool": {"location": "s3://other/pool/"}, "stop": {"maxRounds": 3},
                 "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"}}
                """))
        .singleElement()
        .asString()
        .startsWith("/pool/location: must be a path in the bucket of the campaign file")
        .contains("'s3://other/pool/'");
  }

  @Test
  void read_ofAFileWithTenMistakes_namesThemAll() {
    List<Finding> mistakes =
        mistakes(
            """
            {
              "task": {"type": "clasification", "labels": ["a", "a"], "quetsion": "?"},
              "pool": {"location": "", "maxRejectedShare": 2},
              "query": {"strategy": "margin-clusters", "batchSize": 0},
              "workforce": {"type": "portal", "pricePerAnnotation": "4 cents", "annotationsPerItem": {"min": 4, "max": 2}},
              "stop": {"accuracy": {"target": 1.0}}
            }
            """);

    assertThat(mistakes.stream().map(Finding::pointer))
        .contains(
            "/task/type",
            "/task/labels/1",
            "/task/quetsion",
            "/pool/location",
            "/pool/maxRejectedShare",
            "/query/strategy",
            "/query/batchSize",
            "/workforce/pricePerAnnotation",
            "/workforce/annotationsPerItem/min",
            "/stop/accuracy/target");
    assertThat(mistakes.stream().map(Finding::toString))
        .anyMatch(text -> text.contains("did you mean 'question'?"))
        .anyMatch(text -> text.contains("did you mean 'margin-cluster'?"))
        .anyMatch(text -> text.contains("but was '4 cents'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | is not JSON",
        "[] | must hold a JSON object",
        "{\"task\": {}, \"task\": {}} | Duplicate field",
        "{} | is missing; give at least one stop rule",
        "{\"seed\": 1.5} | must be a whole number of 64 bits, but was 1.5",
        "{\"stop\": {}} | must have at least one rule: accuracy, budget, maxRounds",
        "{\"stop\": {\"budget\": \"5 EUR\"}, \"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\"}} | must be in the currency",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"query\": {\"strategy\": \"margin-cluster\"}} | must fit the task: 'margin-cluster' is for tasks of the type 'classification'; for this one there are mnlp, margin, random",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"query\": {\"strategy\": {\"type\": \"portfolio\"}}} | must name 2 to 10 strategies for portfolio, but named 0",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"query\": {\"strategy\": {\"type\": \"portfolio\", \"of\": [\"mnlp\", \"margin-cluster\"]}}} | must be one of mnlp, margin, random",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"query\": {\"strategy\": {\"type\": \"bandit\", \"of\": [\"mnlp\"]}}} | of a sequence task is a name or a portfolio of names, but was bandit(mnlp)",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"model\": {\"trainer\": \"logistic-regression\"}} | must fit the task: 'logistic-regression' is for tasks of the type 'classification'; for this one there are crf, hmm",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"pool\": {\"text\": \"t\"}} | must name the column with the tokens",
        "{\"task\": {\"type\": \"sequence\", \"labels\": [\"a\"]}, \"autoLabel\": {\"precision\": 0.9}} | is for tasks of the type 'classification' only",
        "{\"task\": {\"type\": \"sequence\", \"labels\": []}} | must be",
        "{\"query\": {\"strategy\": \"mnlp\"}} | must fit the task: 'mnlp' is for tasks of the type 'sequence'",
        "{\"query\": {\"perToken\": true}} | is for tasks of the type 'sequence' only",
        "{\"model\": {\"trainer\": \"crf\"}} | must fit the task: 'crf' is for tasks of the type 'sequence'",
        "{\"pool\": {\"tokens\": \"t\"}} | are for tasks of the type 'sequence'",
        "{\"pool\": {\"text\": \"a\", \"features\": [\"b\"]}} | must name one of text, features, embedding and tokens",
        "{\"workforce\": {\"type\": \"simulated\", \"annotators\": [{\"count\": 1}]}} | is missing; give the probability of a right answer",
        "{\"workforce\": {\"type\": \"simulated\", \"annotators\": [{\"count\": 1, \"accuracy\": 1}]}} | since nobody answers twice",
        "{\"name\": \"Not OK\"} | campaign id must be",
        "{\"workforce\": {\"type\": \"portal\"}} | or hourlyRate",
        "{\"workforce\": {\"type\": \"portal\", \"hourlyRate\": {\"perHuor\": \"1 USD\"}}} | did you mean 'perHour'",
        "{\"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\", \"hourlyRate\": {\"perHour\": \"18 USD\"}}} | must not be given beside pricePerAnnotation",
        "{\"workforce\": {\"type\": \"simulated\", \"hourlyRate\": {\"perHour\": \"18 USD\"}}} | is for the workforce 'portal' only",
        "5 | must hold a JSON object, but held 5"
      })
  void read_ofAMistake_saysWhatIsAccepted(String json, String part) {
    assertThat(mistakes(json).stream().map(Finding::toString))
        .anyMatch(text -> text.contains(part));
  }

  @Test
  void read_ofTooManyOrWrongBytes_refuses() {
    var reader = new CampaignSpecReader(NAMES);

    assertThat(reader.read(new byte[CampaignSpecReader.MAX_BYTES + 1], "c.json").toString())
        .contains("at most 262144 bytes");
    assertThat(reader.read(new byte[] {'{', (byte) 0xff, '}'}, "c.json").toString())
        .contains("must be UTF-8");
    assertThat(mistakes("[".repeat(5_000)).toString()).contains("is not JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "campaigns/sms/campaign.json, pools/a.jsonl, campaigns/sms/pools/a.jsonl",
    "campaigns/sms/campaign.json, ../../pools/, pools/",
    "campaigns/sms/campaign.json, ../../../../x, x",
    "campaigns/sms/campaign.json, /abs/./x, abs/x"
  })
  void resolve_ofALocation_staysInTheBucket(String key, String location, String resolved) {
    assertThat(PoolLocation.resolve(key, location)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource({
    "digits, campaign.json, digits",
    "digits, campaign-portal.json, digits-campaign-portal",
    "My Folder!, campaign.json, my-folder",
    "---, campaign.json, campaign"
  })
  void fromFile_ofAnyName_isAnId(String folder, String file, String id) {
    assertThat(CampaignId.fromFile(folder, file).value()).isEqualTo(id);
  }

  private static String withStop(String stop) {
    return """
        {"task": {"labels": ["a", "b"]}, "pool": {"location": "p.jsonl"}, "stop": %s,
         "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"}}
        """
        .formatted(stop);
  }

  @Test
  void read_ofComposedStopRules_keepsTheirComposition() {
    StopSpec stop =
        valid(
                withStop(
                    """
                    {"budget": "9 USD", "maxRounds": 8, "maxHours": 1.5,
                     "all": [{"accuracy": {"target": 0.9}},
                             {"any": [{"maxLabels": 50}, {"stablePredictions": {}}]},
                             {"classificationChange": {"share": 0.01}, "overallUncertainty": {}}],
                     "any": [{"marginalValue": {"perPoint": "3 USD"}}]}
                    """))
            .stop();

    assertThat(stop.accuracy()).contains(new AccuracyTarget(0.9, 0.95));
    assertThat(stop.maxRounds()).hasValue(8);
    assertThat(stop.rules())
        .isEqualTo(
            new AnyOf(
                List.of(
                    new MaxRounds(8),
                    new MaxTime(Duration.ofMinutes(90)),
                    new AnyOf(List.of(new MarginalValue(Money.parse("3 USD")))),
                    new AllOf(
                        List.of(
                            new AccuracyCertified(),
                            new AnyOf(List.of(new MaxLabels(50), new StablePredictions(0.99, 3))),
                            new AnyOf(
                                List.of(
                                    new ClassificationChange(0.01),
                                    new OverallUncertainty(0.05))))))));
  }

  @Test
  void read_ofWrongComposedStopRules_namesEveryMistake() {
    assertThat(
            mistakes(
                withStop(
                    """
                    {"accuracy": {"target": 0.9}, "any": [],
                     "all": [{"accuracy": {"target": 0.8}}, {"budget": "1 USD"}, {},
                             {"stablePredictions": {"kappa": 2}}, {"marginalValue": {}}]}
                    """)))
        .extracting(Finding::toString)
        .containsExactlyInAnyOrder(
            "/stop/any: must be an array of at least one object of rules, but was []",
            "/stop/all/0/accuracy: is given twice; a campaign certifies one accuracy",
            "/stop/all/1/budget: stands directly in /stop: no other rule lets a campaign spend more",
            "/stop/all/2: must have at least one rule",
            "/stop/all/3/stablePredictions/kappa: must be a number above 0 to 1, but was 2",
            "/stop/all/4/marginalValue/perPoint: is missing; give what a percentage point of"
                + " accuracy is worth: \"50 USD\"",
            "/stop/all/4: must have at least one rule");
  }

  @Test
  void read_ofAComposedStrategy_keepsItsPartsInOrder() {
    CampaignSpec spec =
        valid(
            WHOLE.replace(
                "\"strategy\": \"margin-cluster\"",
                "\"strategy\": {\"type\": \"portfolio\", \"of\": [\"margin\", {\"type\": \"class-quota\", \"of\": \"random\", \"share\": 0.3}]}"));

    StrategySpec strategy = spec.query().strategy();
    assertThat(strategy.inWords()).isEqualTo("portfolio(margin, class-quota(random))");
    assertThat(strategy.of().get(1).share()).hasValue(.3);
  }

  @Test
  void read_ofABandit_hasAValidationStreamAndStandsOutsideOfOthers() {
    String named = "\"strategy\": \"margin-cluster\"";
    String bandit = "{\"type\": \"bandit\", \"of\": [\"margin\", \"random\"]%s}";
    CampaignSpec spec = valid(WHOLE.replace(named, "\"strategy\": " + bandit.formatted("")));
    assertThat(spec.query().strategy().isBandit()).isTrue();
    assertThat(spec.query().strategy().validation()).hasValue(100);
    assertThat(spec.query().strategy().inWords()).isEqualTo("bandit(margin, random)");

    assertThat(
            mistakes(
                    WHOLE.replace(
                        named,
                        "\"strategy\": {\"type\": \"anchored\", \"validation\": 50, \"of\": "
                            + bandit.formatted(", \"validation\": 5")
                            + "}"))
                .stream()
                .map(finding -> finding.pointer() + ": " + finding.message()))
        .contains(
            "/query/strategy/validation: belongs to bandit, but the type was anchored",
            "/query/strategy/of/type: must not be 'bandit' within a composition: a bandit draws the"
                + " whole batch")
        .anyMatch(text -> text.startsWith("/query/strategy/of/validation: must"));
  }

  @Test
  void read_ofWrongCompositions_namesEachMistakeWithWhatIsNear() {
    List<Finding> mistakes =
        mistakes(
            WHOLE.replace(
                "\"strategy\": \"margin-cluster\"",
                "\"strategy\": {\"type\": \"portfolo\", \"of\": [\"margn\", {\"type\": \"cost-aware\", \"of\": [], \"share\": 2}]}"));

    assertThat(mistakes.stream().map(Finding::pointer))
        .contains(
            "/query/strategy/type",
            "/query/strategy/of/0",
            "/query/strategy/of/1/of",
            "/query/strategy/of/1/share");
    assertThat(mistakes.stream().flatMap(finding -> finding.suggestion().stream()))
        .contains("portfolio", "margin");
  }

  @Test
  void read_ofAConsolidationMethod_takesKnownOnesAndGuessesOthers() {
    assertThat(valid(WHOLE).consolidation()).isEqualTo(new ConsolidationSpec("one-coin"));
    assertThat(valid(WHOLE.replace("{\"method\": \"one-coin\"}", "{}")).consolidation())
        .isEqualTo(new ConsolidationSpec("dawid-skene"));
    List<Finding> mistakes = mistakes(WHOLE.replace("\"one-coin\"", "\"one-con\""));
    assertThat(mistakes).extracting(Finding::pointer).containsExactly("/consolidation/method");
    assertThat(mistakes.getFirst().message()).contains("auto");
    assertThat(mistakes.getFirst().suggestion()).contains("one-coin");
  }

  @Test
  void schema_knowsTheFieldsThatTheReaderKnows() throws IOException {
    Map<String, String> objects =
        Map.of(
            "", "/properties",
            "task", "/properties/task/properties",
            "pool", "/properties/pool/properties",
            "query", "/properties/query/properties",
            "stop", "/properties/stop/properties",
            "workforce", "/properties/workforce/properties",
            "certification", "/properties/certification/properties",
            "consolidation", "/properties/consolidation/properties",
            "autoLabel", "/properties/autoLabel/properties");
    for (Map.Entry<String, String> object : objects.entrySet()) {
      assertThat(CampaignSchema.fields(object.getValue()))
          .as(object.getKey())
          .isEqualTo(knownToTheReader(object.getKey()));
    }
  }

  private static Set<String> knownToTheReader(String object) throws IOException {
    var root = (ObjectNode) new ObjectMapper().readTree(WHOLE);
    ObjectNode target = object.isEmpty() ? root : (ObjectNode) root.get(object);
    if (object.equals("workforce")) {
      target.put("type", "simulated");
    }
    target.put("zzz", 1);
    return CampaignSchema.knownToTheReader(read(root.toString()));
  }
}
