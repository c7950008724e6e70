package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.Picture;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal 30 and what attackers try: pictures by key and by address. */
class PicturesTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};
  private static final String FOLDER = PortalFixture.PREFIX + "photos/";

  private final PortalFixture fixture =
      PortalFixture.withGold(
          "{\"share\": 0.5, \"items\": ["
              + IntStream.range(0, 5)
                  .mapToObj(
                      i -> "{\"id\": \"g" + i + "\", \"picture\": \"gold.png\", \"label\": \"a\"}")
                  .collect(Collectors.joining(","))
              + "]}");
  private final Portal portal = fixture.pictures();

  private static ItemContent content(String location) {
    return new ItemContent.Features(
        DenseVector.of(1), Optional.of(new Picture(location, Optional.of("alt " + location))));
  }

  /** The addresses of all pictures that a person is shown, by their texts. */
  private Map<String, String> sources(PersonId person) {
    Map<String, String> sources = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      portal
          .queue()
          .next(person, "tab" + i, List.of(), 10)
          .items()
          .forEach(
              item -> {
                ItemView.Content.Image image = (ItemView.Content.Image) item.item().content();
                sources.put(image.alt(), image.src());
              });
    }
    return sources;
  }

  private Pictures.Look look(String source) {
    return portal.pictures().find(source.substring(source.lastIndexOf('/') + 1));
  }

  private Pictures.Look lookAt(byte[] content) {
    fixture.objects.put(FOLDER + "birds/7.png", content);
    portal.workforce().publish(job(1, 1, 9, i -> content("birds/7.png")), "token");
    return look(sources(person(1)).getOrDefault("alt birds/7.png", ""));
  }

  @Test
  void find_ofAPicture_isItsContentForWhoeverWasToldTheName() {
    Pictures.Look.Shown shown = (Pictures.Look.Shown) lookAt(PNG);
    assertThat(shown.content()).isEqualTo(PNG);
    assertThat(shown.type()).isEqualTo(PictureType.PNG);
    String first = sources(person(1)).getOrDefault("alt birds/7.png", "");
    assertThat(first).matches("/api/birds/pictures/[A-Za-z0-9_-]{32}").doesNotContain("7.png");
    // the same for another person, so a page can show it to a manager too
    assertThat(sources(person(2))).containsEntry("alt birds/7.png", first);
  }

  @ParameterizedTest
  @CsvSource({"GIF89a...,GIF", "GIF87a...,GIF", "RIFF0000WEBPVP8,WEBP"})
  void find_ofOtherKinds_isToldByTheContent(String content, PictureType type) {
    Pictures.Look.Shown shown =
        (Pictures.Look.Shown) lookAt(content.getBytes(StandardCharsets.US_ASCII));
    assertThat(shown.type()).isEqualTo(type);
  }

  @Test
  void find_ofAJpeg_isShown() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    assertThat(((Pictures.Look.Shown) lookAt(jpeg)).type().mediaType()).isEqualTo("image/jpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<!DOCTYPE html><script>alert(1)</script>",
        "{\"secret\": 1}",
        "RIFF0000WAVE",
        "GIF",
        ""
      })
  void find_ofWhatOnlyHasThePicturesName_isRefused(String content) {
    assertThat(lookAt(content.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Pictures.Look.Refused("this is no PNG, JPEG, GIF or WebP"));
  }

  @Test
  void find_ofAPictureThatIsTooLarge_isRefused() {
    byte[] large = Arrays.copyOf(PNG, Pictures.MOST_BYTES + 1);
    assertThat(lookAt(large)).isInstanceOf(Pictures.Look.Refused.class);
    fixture.objects.put(FOLDER + "birds/7.png", Arrays.copyOf(PNG, Pictures.MOST_BYTES));
    assertThat(look(sources(person(1)).getOrDefault("alt birds/7.png", "")))
        .isInstanceOf(Pictures.Look.Shown.class);
  }

  @Test
  void find_ofAKeyWithoutAnObject_isMissing() {
    portal.workforce().publish(job(1, 1, 9, i -> content("none.png")), "token");
    assertThat(look(sources(person(1)).getOrDefault("alt none.png", "")))
        .isInstanceOf(Pictures.Look.Missing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../spec.json",
        "birds/7.png",
        "%2e%2e%2f",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ""
      })
  void find_ofANameThatWasMadeUp_isMissing(String name) {
    fixture.objects.put(FOLDER + "birds/7.png", PNG);
    assertThat(portal.pictures().find(name)).isInstanceOf(Pictures.Look.Missing.class);
  }

  @Test
  void find_ofAnAssignment_isMissing() {
    fixture.objects.put(FOLDER + "birds/7.png", PNG);
    portal.workforce().publish(job(1, 1, 9, i -> content("birds/7.png")), "token");
    String assignment = portal.queue().next(person(1), "tab", List.of(), 1).items().getFirst().id();
    assertThat(portal.pictures().find(assignment)).isInstanceOf(Pictures.Look.Missing.class);
  }

  @Test
  void find_ofAPictureOnTheWeb_isMissing_sinceOnlyBrowsersFetchIt() {
    portal
        .workforce()
        .publish(job(1, 1, 9, i -> content("https://images.example.org/a.png")), "token");
    assertThat(sources(person(1)).get("alt https://images.example.org/a.png"))
        .isEqualTo("https://images.example.org/a.png");
    String name = Pictures.name(new PortalSecret(new byte[32]), new Spot(1, 0, 0));
    assertThat(portal.pictures().find(name)).isInstanceOf(Pictures.Look.Missing.class);
    assertThat(portal.pictures().hosts()).containsExactly("images.example.org");
  }

  @Test
  void goal17_source_ofAGoldPicture_looksLikeAnyOther() {
    fixture.objects.put(FOLDER + "gold.png", PNG);
    portal.workforce().publish(job(1, 40, 1, i -> content("birds/" + i + ".png")), "token");
    Map<String, String> sources = sources(person(1));
    assertThat(sources).containsKey("");
    assertThat(sources.values())
        .allMatch(source -> source.matches("/api/birds/pictures/[A-Za-z0-9_-]{32}"));
    assertThat(look(sources.getOrDefault("", ""))).isInstanceOf(Pictures.Look.Shown.class);
  }
}
