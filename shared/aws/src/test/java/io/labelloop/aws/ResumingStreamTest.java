package io.labelloop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumingStreamTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);

  private final List<Long> opened = new ArrayList<>();

  /** A connection that ends after a number of bytes. */
  private InputStream connection(long from, int bytes) {
    opened.add(from);
    int start = (int) from;
    return new ByteArrayInputStream(CONTENT, start, Math.min(bytes, CONTENT.length - start));
  }

  @Test
  void read_ofConnectionsThatEndEarly_goesOnWhereTheyEnded() throws IOException {
    try (var stream = new ResumingStream(1, 10, from -> connection(from, 4))) {
      assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("123456789");
    }
    assertThat(opened).containsExactly(1L, 5L, 9L);
  }

  @Test
  void read_ofAConnectionThatGivesNothing_failsAfterThreeMore() {
    try (var stream = new ResumingStream(0, 10, from -> connection(from, 0))) {
      assertThatThrownBy(stream::readAllBytes)
          .isInstanceOf(StoreException.class)
          .hasMessage("reading broke 4 times at byte 0");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(opened).hasSize(4);
  }
}
