package io.labelloop.aws.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.campaign.ImageSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.TagSequence;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPageTest {
  private static LabelingJob.Question question(ItemContent content) {
    return new LabelingJob.Question(new ItemId("i\"7"), content, 1, List.of());
  }

  @Test
  void render_ofOurPage_escapesTextsQuestionAndLabels() {
    var page =
        new WorkerPage(
            TaskType.CLASSIFICATION,
            "Is {{ this }} <spam>?",
            Optional.of("a & b"),
            List.of("ham", "sp\"am"));
    Map<String, Object> input =
        new ItemDisplay(Optional.empty(), List.of(), Optional.empty())
            .input(question(new ItemContent.Text("<script>{{ x }}</script>")), 3);
    String html = page.items(List.of(input));
    assertThat(html)
        .contains("Is &#123;&#123; this &#125;&#125; &lt;spam&gt;?")
        .contains("a &amp; b")
        .contains("&lt;script&gt;{{ x }}&lt;/script&gt;")
        .contains("name=\"item-3\" value=\"sp&quot;am\"")
        .contains("data-item=\"i&quot;7\"")
        .doesNotContain("{%")
        .doesNotContain("<table>");
    assertThat(page.oneItem()).contains("{{ task.input.source | escape }}").doesNotContain("<!--");
  }

  @Test
  void input_ofNumbers_showsThemByTheirColumns() {
    Map<String, Object> input =
        new ItemDisplay(Optional.empty(), List.of("height", "weight"), Optional.empty())
            .input(question(new ItemContent.Features(DenseVector.of(new double[] {2, 0.5}))), 0);
    assertThat(input.get("source")).isEqualTo("i\"7");
    assertThat(
            new WorkerPage(TaskType.CLASSIFICATION, "?", Optional.empty(), List.of("a", "b"))
                .items(List.of(input)))
        .contains("<th scope=\"row\">height</th><td>2</td>")
        .contains("<th scope=\"row\">weight</th><td>0.5</td>")
        .doesNotContain("<img");
  }

  private static LabelingJob.Question photo(String location, Optional<String> alt) {
    return question(
        new ItemContent.Features(
            DenseVector.of(new double[0]), Optional.of(new Picture(location, alt))));
  }

  @Test
  void input_ofAPictureBesideThePool_isSignedByTheServiceWhenItIsShown() {
    var display =
        new ItemDisplay(
            Optional.empty(), List.of(), Optional.of("s3://data/campaigns/birds/pool/"));
    Map<String, Object> input = display.input(photo("sea/7.png", Optional.of("a \"tern\"")), 0);
    assertThat(input)
        .containsEntry("image", "s3://data/campaigns/birds/pool/sea/7.png")
        .doesNotContainKeys("picture", "rows");
    var page = new WorkerPage(TaskType.CLASSIFICATION, "?", Optional.empty(), List.of("a", "b"));
    assertThat(page.oneItem()).contains("src=\"{{ task.input.image | grant_read_access }}\"");
    assertThat(page.items(List.of(input)))
        .contains(
            "<img alt=\"a &quot;tern&quot;\" src=\"s3://data/campaigns/birds/pool/sea/7.png\">");
  }

  @Test
  void input_ofAPictureOnTheWeb_isItsAddress() {
    Map<String, Object> input =
        new ItemDisplay(Optional.empty(), List.of(), Optional.of("s3://data/pool/"))
            .input(photo("https://images.example.org/7.png", Optional.empty()), 0);
    assertThat(input)
        .containsEntry("picture", "https://images.example.org/7.png")
        .containsEntry("alt", "the item to label")
        .doesNotContainKey("image");
  }

  @Test
  void input_ofAPictureThatNobodyCanBeShown_isRefusedAndNotShownAsNumbers() {
    var display = new ItemDisplay(Optional.empty(), List.of(), Optional.empty());
    assertThatThrownBy(() -> display.input(photo("sea/7.png", Optional.empty()), 0))
        .isInstanceOf(WorkforceRefusedException.class)
        .hasMessageContaining("the picture of item 'i\"7'")
        .hasMessageContaining("/pool/image/hosts");
  }

  @Test
  void input_ofAGreyPicture_drawsIt() throws IOException {
    var grey = new ImageSpec.Grey(2, 3, 16, "*");
    Map<String, Object> input =
        new ItemDisplay(Optional.of(grey), List.of(), Optional.empty())
            .input(
                question(
                    new ItemContent.Features(DenseVector.of(new double[] {0, 8, 16, 4, 20, -1}))),
                0);
    String uri = String.valueOf(input.get("picture"));
    assertThat(uri).startsWith("data:image/png;base64,");
    var image =
        ImageIO.read(
            new ByteArrayInputStream(
                Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1))));
    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(255);
    assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(127);
    assertThat(image.getRaster().getSample(2, 0, 0)).isZero();
    assertThat(image.getRaster().getSample(1, 1, 0)).isZero();
    assertThat(image.getRaster().getSample(2, 1, 0)).isEqualTo(255);
  }

  @Test
  void render_ofLoopsAndConditions_followsThem() {
    String template = "{% for x in list %}{% if x.a %}[{{ x.a }}]{% endif %}{% endfor %}.";
    assertThat(
            Liquid.render(
                template, Map.of("list", List.of(Map.of("a", "1"), Map.of(), Map.of("a", "<")))))
        .isEqualTo("[1][&lt;].");
    assertThat(Liquid.render(template, Map.of())).isEqualTo(".");
  }

  @Test
  void render_ofWhatIsNotKnownHere_isRefused() {
    assertThatThrownBy(() -> Liquid.render("{% assign a = 1 %}", Map.of()))
        .hasMessageContaining("'assign a = 1' is no tag that is known here");
    assertThatThrownBy(() -> Liquid.render("{{ a | upcase }}", Map.of()))
        .hasMessageContaining("is no value that is known here");
    assertThatThrownBy(() -> Liquid.render("a{% endif %}", Map.of()))
        .hasMessageContaining("closes a tag that was not opened");
    assertThatThrownBy(() -> Liquid.render("{% if a %}", Map.of()))
        .hasMessageContaining("opened and not closed");
  }

  @Test
  void oneItem_ofASentence_isAPageToMarkEntitiesOn() {
    var page = new WorkerPage(TaskType.SEQUENCE, "Who?", Optional.empty(), List.of("per{son", "b"));
    Map<String, Object> input =
        new ItemDisplay(Optional.empty(), List.of(), Optional.empty())
            .input(question(new ItemContent.Tokens(List.of("\"Ann\"", "&", "Bo"))), 2);
    assertThat(page.items(List.of(input)))
        .contains("name=\"item-2\"")
        .contains("text=\"&quot;Ann&quot; &amp; Bo\"")
        .contains("{&quot;label&quot;:&quot;b&quot;}".replace("{", "&#123;").replace("}", "&#125;"))
        .doesNotContain("<!--");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | 0 0 0 0",
        "[{'startOffset': 0, 'endOffset': 3, 'label': 'a'}] | 1 0 0 0",
        "[{'startOffset': 2, 'endOffset': 7, 'label': 'b'}] | 3 4 0 0", // touches two tokens
        "[{'startOffset': 10, 'endOffset': 12, 'label': 'a'}, {'startOffset': 0, 'endOffset': 6, 'label': 'b'}, {'startOffset': 4, 'endOffset': 5, 'label': 'a'}] | 3 4 0 1",
        "[{'startOffset': 0, 'endOffset': 3, 'label': 'c'}] | ", // no such type
        "[{'startOffset': 3, 'endOffset': 4, 'label': 'a'}] | ", // the space between
        "[{'startOffset': 90, 'endOffset': 91, 'label': 'a'}] | ",
        "[{}] | "
      })
  void read_ofMarkedEntities_countsEveryTokenThatTheyTouch(String marks, String tags)
      throws IOException {
    var sentence = new ItemContent.Tokens(List.of("Ann", "met", "\uD83D\uDE00", "Bo"));
    JsonNode field =
        new ObjectMapper().readTree("{\"entities\": " + marks.replace('\'', '"') + "}");
    Optional<TagSequence> read = MarkedEntities.read(field, List.of("a", "b"), sentence);
    assertThat(
            read.map(
                sequence ->
                    Arrays.stream(sequence.toArray())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "))))
        .isEqualTo(Optional.ofNullable(tags));
  }
}
