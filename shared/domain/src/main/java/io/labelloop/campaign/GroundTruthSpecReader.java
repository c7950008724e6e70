package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how SageMaker Ground Truth asks: the section {@code workforce/groundTruth}. */
final class GroundTruthSpecReader {
  /** More workers than this are not given to one item of a labeling job. */
  static final int MAX_WORKERS = 9;

  /** The longest value of an item's attribute in an input manifest, in characters. */
  static final int MAX_TEXT = 20_000;

  private static final Pattern WORK_TEAM =
      Pattern.compile(
          "arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:workteam/(private-crowd|vendor-crowd|public-crowd)/.+");

  /** What the public work team may be paid for text, image and custom tasks, in USD. */
  private static final List<Money> PRICE_POINTS =
      Stream.of(
              "0.012", "0.024", "0.036", "0.048", "0.060", "0.072", "0.120", "0.240", "0.360",
              "0.480", "0.600", "0.720", "0.840", "0.960", "1.080", "1.200")
          .map(amount -> Money.parse(amount + " USD"))
          .toList();

  private static final List<String> CONTENT_CLASSIFIERS =
      List.of("personal-information", "adult-content");

  private GroundTruthSpecReader() {}

  static GroundTruthSpec read(FieldReader section, Money price, int mostAnnotations) {
    section.require("workTeam", "the work team's ARN: \"arn:aws:sagemaker:...:workteam/...\"");
    String workTeam =
        section.text(
            "workTeam", "arn:aws:sagemaker:us-east-1:000000000000:workteam/private-crowd/x");
    if (!WORK_TEAM.matcher(workTeam).matches()) {
      section.mistake(
          "workTeam",
          "must be the ARN of a private, vendor or public work team, such as"
              + " arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/linguists, but was '"
              + workTeam
              + "'");
    }
    boolean crowd = workTeam.endsWith(":workteam/public-crowd/default");
    Optional<Money> taskPrice = section.money("taskPrice");
    List<String> contentFreeOf = contentFreeOf(section);
    if (crowd) {
      checkPublicTeam(section, taskPrice, contentFreeOf);
    } else if (taskPrice.isPresent()) {
      section.mistake("taskPrice", "is for the public work team only; take it out");
    }
    Money perObject = section.money("pricePerObject").orElse(Money.zero(price.currency()));
    checkPrice(section, price, perObject, crowd ? taskPrice : Optional.empty());
    if (mostAnnotations > MAX_WORKERS) {
      section.mistake(
          "",
          "asks at most "
              + MAX_WORKERS
              + " annotators about an item, but annotationsPerItem was "
              + mostAnnotations);
    }
    Optional<String> template = optionalText(section, "template", 1_000);
    if (template.filter(name -> !name.endsWith(".html")).isPresent()) {
      section.mistake("template", "must be an .html file, but was '" + template.get() + "'");
    }
    var spec =
        new GroundTruthSpec(
            workTeam,
            taskPrice,
            perObject,
            optionalText(section, "title", 128),
            optionalText(section, "instructions", 4_000),
            section.whole("taskTimeLimitSeconds", 300, 30, 28_800),
            section.whole(
                "availableSeconds", crowd ? 21_600 : 864_000, 60, crowd ? 43_200 : 2_592_000),
            section.whole("maxConcurrentTasks", 1_000, 1, 5_000),
            contentFreeOf,
            template);
    section.refuseUnknown();
    return spec;
  }

  private static void checkPublicTeam(
      FieldReader section, Optional<Money> taskPrice, List<String> contentFreeOf) {
    if (taskPrice.isEmpty() || !PRICE_POINTS.contains(taskPrice.get())) {
      section.mistake(
          "taskPrice",
          "must be one of the public work team's price points "
              + String.join(", ", PRICE_POINTS.stream().map(Money::toString).toList())
              + ", but was "
              + taskPrice.map(Money::toString).orElse("missing"));
    }
    if (!contentFreeOf.contains("personal-information")) {
      section.mistake(
          "contentFreeOf",
          "must hold personal-information for the public work team: the service refuses jobs whose"
              + " content may have some");
    }
  }

  private static void checkPrice(
      FieldReader section, Money price, Money perObject, Optional<Money> taskPrice) {
    if (!perObject.currency().equals(price.currency())
        || taskPrice.filter(p -> !p.currency().equals(price.currency())).isPresent()) {
      section.mistake(
          "pricePerObject", "must be in the currency of pricePerAnnotation, " + price.currency());
      return;
    }
    Money cost = taskPrice.map(perObject::plus).orElse(perObject);
    if (cost.isMoreThan(price)) {
      section.mistake(
          "pricePerObject",
          "and taskPrice together must be at most pricePerAnnotation ("
              + price
              + "), or the budget would not hold, but were "
              + cost);
    }
  }

  private static List<String> contentFreeOf(FieldReader section) {
    if (!section.has("contentFreeOf")) {
      return List.of();
    }
    var known = new ArrayList<String>();
    List<String> given = section.texts("contentFreeOf");
    for (int i = 0; i < given.size(); i++) {
      if (CONTENT_CLASSIFIERS.contains(given.get(i))) {
        known.add(given.get(i));
      } else {
        section.mistake(
            "contentFreeOf/" + i,
            "must be one of "
                + String.join(", ", CONTENT_CLASSIFIERS)
                + ", but was '"
                + given.get(i)
                + "'");
      }
    }
    return known;
  }

  static Optional<String> optionalText(FieldReader section, String field, int longest) {
    if (!section.has(field)) {
      return Optional.empty();
    }
    String text = section.text(field, "x");
    if (text.length() > longest) {
      section.mistake(
          field, "must have at most " + longest + " characters, but had " + text.length());
    }
    return Optional.of(text);
  }
}
