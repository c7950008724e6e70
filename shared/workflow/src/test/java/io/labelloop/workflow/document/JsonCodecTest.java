package io.labelloop.workflow.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonCodecTest {
  record Sample(int version, String name, Optional<String> note) {}

  private static Sample read(String json) {
    return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), Sample.class);
  }

  @Test
  void read_ofAnAbsentOptionalField_isEmpty() {
    var sample = new Sample(1, "a", Optional.empty());
    assertThat(read("{\"version\":1,\"name\":\"a\"}")).isEqualTo(sample);
    assertThat(JsonCodec.readLines(JsonCodec.lines(List.of(sample)), Sample.class))
        .containsExactly(sample);
  }

  @Test
  void read_ofAMissingField_isAnErrorThatNamesIt() {
    assertThatThrownBy(() -> read("{\"version\":1}"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> read("{\"name\":\"a\"}"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("int");
  }
}
