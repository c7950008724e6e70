package io.labelloop.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.workflow.port.Notifications;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationFileTest {
  private static Notifications notifications(Path file) {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    return new NotificationFile(new LogFile(file, () -> noon));
  }

  @Test
  void send_ofTheSameMessageTwice_writesItTwiceAndEachOnOneLine(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("notifications.log");
    notifications(file).send("ended", "410 labels\nfor 54.48 USD");
    notifications(file).send("ended", "410 labels\nfor 54.48 USD");
    String line = "2026-01-01T12:00:00Z ended: 410 labels for 54.48 USD";
    assertThat(Files.readAllLines(file)).containsExactly(line, line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "a tab\t"})
  void send_ofASubjectThatIsNone_isRefused(String subject, @TempDir Path folder) {
    Path file = folder.resolve("notifications.log");
    assertThatThrownBy(() -> notifications(file).send(subject, "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("subject must be one line of 1 to 100 characters");
    assertThat(file).doesNotExist();
  }

  @Test
  void send_ofASubjectOfAHundredAndOneCharacters_isRefused(@TempDir Path folder) {
    assertThatThrownBy(
            () -> notifications(folder.resolve("notifications.log")).send("x".repeat(101), "text"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
