package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.numeric.DenseVector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  @ParameterizedTest
  @CsvSource({
    "https://Images.Example.org/a/b.png?x=1, images.example.org",
    "https://images.example.org:8443/a.png, images.example.org:8443",
    "birds/7.png, ",
    "ein Vogel (ü).png, "
  })
  void host_ofAnAddress_isItsHostAndOfAKeyNothing(String location, String host) {
    assertThat(new Picture(location, Optional.empty()).host()).isEqualTo(Optional.ofNullable(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://images.example.org/a.png",
        "https://user:secret@images.example.org/a.png",
        "https:///a.png",
        "https://images.example.org/a b.png",
        "//images.example.org/a.png",
        "../a.png",
        "a/../../b.png",
        "./a.png",
        "/etc/passwd",
        "a//b.png",
        "a\\b.png",
        "a\nb.png",
        ""
      })
  void picture_atAnythingElse_isRefused(String location) {
    assertThatThrownBy(() -> new Picture(location, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a picture must be an https address, or a key");
  }

  private static List<PoolLine> read(boolean keys, String... rows) {
    byte[] file =
        ("id,x,photo,caption\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
    RangeSource source =
        (key, start, end) ->
            new ByteArrayInputStream(
                Arrays.copyOfRange(
                    file, (int) Math.min(start, file.length), (int) Math.min(end, file.length)));
    var schema =
        new PoolSchema(
            "id",
            new ContentColumns.FeatureColumns(List.of("x")),
            Optional.of(
                new PictureColumns(
                    "photo",
                    Optional.of("caption"),
                    List.of("images.example.org"),
                    keys
                        ? Optional.empty()
                        : Optional.of("keys are looked for in the pool's folder"))),
            100);
    var lines = new ArrayList<PoolLine>();
    new PoolReader(source, schema, DuplicateIds.NONE)
        .read(
            ShardPlan.of(List.of(new PoolObject("p.csv", file.length)), 1 << 20, source).getFirst(),
            lines::add);
    return lines;
  }

  @Test
  void read_ofAPoolWithPictures_hasThemBesideTheNumbers() {
    List<PoolLine> lines =
        read(true, "a,1,birds/7.png,a tern", "b,2,https://images.example.org/b.png,");
    assertThat(((PoolLine.Accepted) lines.get(0)).item().content())
        .extracting("picture")
        .isEqualTo(Optional.of(new Picture("birds/7.png", Optional.of("a tern"))));
    ItemContent.Features second =
        (ItemContent.Features) ((PoolLine.Accepted) lines.get(1)).item().content();
    assertThat(second.values().toArray()).isEqualTo(DenseVector.of(2).toArray());
    assertThat(second.picture().orElseThrow().host()).contains("images.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "true, https://evil.example/b.png, 'evil.example' is none of the hosts in /pool/image/hosts: images.example.org",
    "true, ../../etc/passwd, a picture must be an https address",
    "false, birds/7.png, keys are looked for in the pool's folder"
  })
  void read_ofAPictureThatCannotBeShown_isARejectedLine(boolean keys, String photo, String part) {
    PoolLine.Rejected line = (PoolLine.Rejected) read(keys, "a,1," + photo + ",x").getFirst();
    assertThat(line.line().reason()).isEqualTo(RejectReason.BAD_PICTURE);
    assertThat(line.line().message()).contains("'photo': ").contains(part);
  }

  @Test
  void hash_ofTwoPicturesWithEqualNumbers_differs() {
    List<PoolLine> lines = read(true, "a,1,x.png,", "a,1,y.png,", "a,1,x.png,");
    assertThat(lines)
        .extracting(line -> ((PoolLine.Accepted) line).contentHash())
        .satisfies(hashes -> assertThat(hashes.get(0)).isNotEqualTo(hashes.get(1)))
        .satisfies(hashes -> assertThat(hashes.get(0)).isEqualTo(hashes.get(2)));
  }
}
