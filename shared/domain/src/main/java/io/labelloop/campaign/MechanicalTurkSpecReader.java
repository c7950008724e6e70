package io.labelloop.campaign;

import io.labelloop.budget.CrowdReward;
import io.labelloop.budget.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads how Amazon Mechanical Turk asks: the section {@code workforce/mechanicalTurk}. */
final class MechanicalTurkSpecReader {
  private static final int MAX_COUNTRIES = 30;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private MechanicalTurkSpecReader() {}

  static MechanicalTurkSpec read(FieldReader section, FieldReader workforce, Money price) {
    if (!price.currency().equals(CrowdReward.CURRENCY)
        || CrowdReward.LEAST_COST.isMoreThan(price)) {
      workforce.mistake(
          "pricePerAnnotation",
          "must be at least "
              + CrowdReward.LEAST_COST
              + " for Mechanical Turk, a cent for the worker and a cent of fee, but was "
              + price);
    }
    Optional<Money> hourlyPay = section.money("hourlyPay");
    double bonusShare = section.number("bonusShare", 0, 0, true, 0.5, true);
    if (hourlyPay.filter(pay -> !pay.currency().equals(CrowdReward.CURRENCY)).isPresent()) {
      section.mistake("hourlyPay", "must be in USD, but was " + hourlyPay.get());
    }
    if (hourlyPay.isPresent() && bonusShare == 0) {
      section.mistake(
          "bonusShare", "must be above 0 where hourlyPay is given: bonuses are paid out of it");
    }
    var spec =
        new MechanicalTurkSpec(
            section.whole("itemsPerPage", 10, 1, 100),
            GroundTruthSpecReader.optionalText(section, "title", 128),
            GroundTruthSpecReader.optionalText(section, "instructions", 4_000),
            section.whole("taskTimeLimitSeconds", 1_800, 30, 31_536_000),
            section.whole("availableSeconds", 604_800, 30, 2_592_000),
            section.whole("autoApprovalSeconds", 259_200, 0, 2_592_000),
            section.oneOf("approval", "all", List.of("all", "answered")).equals("all")
                ? MechanicalTurkSpec.Approval.ALL
                : MechanicalTurkSpec.Approval.ANSWERED,
            hourlyPay,
            bonusShare,
            qualifications(section.object("qualifications")));
    section.refuseUnknown();
    return spec;
  }

  private static MechanicalTurkSpec.Qualifications qualifications(FieldReader section) {
    var countries = new ArrayList<String>();
    if (section.has("countries")) {
      List<String> given = section.texts("countries");
      for (int i = 0; i < given.size(); i++) {
        if (COUNTRIES.contains(given.get(i))) {
          countries.add(given.get(i));
        } else {
          section.mistake(
              "countries/" + i,
              "must be an ISO 3166 code of two letters, such as US, but was '"
                  + given.get(i)
                  + "'");
        }
      }
      if (given.size() > MAX_COUNTRIES) {
        section.mistake(
            "countries", "must be at most " + MAX_COUNTRIES + ", but were " + given.size());
      }
    }
    var spec =
        new MechanicalTurkSpec.Qualifications(
            section.optionalWhole("approvedPercent", 0, 100),
            section.optionalWhole("approvedTasks", 0, 1_000_000),
            countries,
            section.flag("masters", false),
            section.flag("adults", false));
    section.refuseUnknown();
    return spec;
  }
}
