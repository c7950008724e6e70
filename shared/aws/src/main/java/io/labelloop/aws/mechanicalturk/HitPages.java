package io.labelloop.aws.mechanicalturk;

import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.crowd.WorkerPage;
import io.labelloop.budget.CrowdReward;
import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Lays a wave's questions out on pages of about equal size, within the service's 65,535 bytes a
 * question, and writes the pages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSMechTurk/latest/AWSMturkAPI/ApiReference_HTMLQuestionArticle.html">HTMLQuestion</a>
 */
final class HitPages {
  private static final int MOST_BYTES = 65_535;
  private static final String OPEN =
      "<HTMLQuestion xmlns=\"http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2011-11-11/HTMLQuestion.xsd\"><HTMLContent><![CDATA[<!DOCTYPE html>\n";
  private static final String CLOSE =
      "]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>";

  private final LabelingJob job;
  private final MechanicalTurkSpec spec;
  private final Money price;
  private final ItemDisplay display;
  private final WorkerPage page;
  private final List<HitPlan.Page> pages = new ArrayList<>();

  private HitPages(LabelingJob job, MechanicalTurkSpec spec, Money price, ItemDisplay display) {
    this.job = job;
    this.spec = spec;
    this.price = price;
    this.display = display;
    this.page = WorkerPage.of(job, spec.instructions());
  }

  /**
   * The plan of a wave.
   *
   * @param price of one annotation, fees and bonuses included
   */
  static HitPlan plan(
      LabelingJob job,
      MechanicalTurkSpec spec,
      Money price,
      ItemDisplay display,
      Instant publishedAt) {
    var layout = new HitPages(job, spec, price, display);
    Map<Integer, List<Integer>> byAnnotations = new TreeMap<>();
    for (int i = 0; i < job.questions().size(); i++) {
      byAnnotations
          .computeIfAbsent(job.questions().get(i).annotations(), n -> new ArrayList<>())
          .add(i);
    }
    byAnnotations.forEach(layout::split);
    List<String> excluded =
        job.questions().stream().flatMap(q -> q.excluded().stream()).distinct().sorted().toList();
    return new HitPlan(HitPlan.VERSION, publishedAt, layout.pages, excluded);
  }

  /** The question of a page that {@link #plan} laid out. */
  static byte[] question(
      LabelingJob job, MechanicalTurkSpec spec, ItemDisplay display, HitPlan.Page page) {
    var layout = new HitPages(job, spec, CrowdReward.LEAST_COST, display);
    List<Integer> places =
        IntStream.range(0, job.questions().size())
            .boxed()
            .filter(i -> page.items().contains(job.questions().get(i).item()))
            .toList();
    return layout.question(places);
  }

  private void split(int annotations, List<Integer> questions) {
    int most = Math.min(spec.itemsPerPage(), page.mostItems());
    int count = (questions.size() + most - 1) / most;
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) questions.size() * i / count);
      int to = (int) ((long) questions.size() * (i + 1) / count);
      add(annotations, questions.subList(from, to));
    }
  }

  private void add(int annotations, List<Integer> questions) {
    int bytes = question(questions).length;
    if (bytes <= MOST_BYTES) {
      pages.add(
          new HitPlan.Page(
              pages.size() + 1,
              annotations,
              reward(questions.size(), annotations),
              questions.stream().map(i -> job.questions().get(i).item()).toList()));
    } else if (questions.size() > 1) {
      int half = questions.size() / 2;
      add(annotations, questions.subList(0, half));
      add(annotations, questions.subList(half, questions.size()));
    } else {
      throw new WorkforceRefusedException(
          "Mechanical Turk takes pages of at most "
              + MOST_BYTES
              + " bytes, but the page of item '"
              + job.questions().get(questions.getFirst()).item()
              + "' alone has "
              + bytes
              + "; make pool.maxTextLength smaller");
    }
  }

  /** What the price of a page's annotations leaves for a worker, fees and bonuses set aside. */
  private Money reward(int items, int annotations) {
    BigDecimal share = BigDecimal.ONE.subtract(BigDecimal.valueOf(spec.bonusShare()));
    Money money = price.times(items);
    var forReward =
        new Money(
            money
                .amount()
                .multiply(share)
                .setScale(Money.MAX_DECIMALS, RoundingMode.FLOOR)
                .max(CrowdReward.LEAST_COST.amount()),
            money.currency());
    return rates(spec, annotations).within(forReward);
  }

  static CrowdReward rates(MechanicalTurkSpec spec, int assignments) {
    return new CrowdReward(
        Math.min(assignments, HitPlan.MOST_ASSIGNMENTS), spec.qualifications().masters());
  }

  private byte[] question(List<Integer> places) {
    List<Map<String, Object>> inputs =
        places.stream().map(i -> display.input(job.questions().get(i), i)).toList();
    // a section of character data ends at "]]>", which therefore is split over two
    String html = page.items(inputs).replace("]]>", "]]]]><![CDATA[>");
    return (OPEN + xml(html) + CLOSE).getBytes(StandardCharsets.UTF_8);
  }

  /** Without the characters that XML does not have. */
  private static String xml(String text) {
    return text.replaceAll("[^\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }
}
