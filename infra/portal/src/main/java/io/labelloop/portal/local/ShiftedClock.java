package io.labelloop.portal.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The system's time moved by the number of seconds in a file, so that tests can let hours pass.
 *
 * @param file a whole number; none if it does not exist
 */
record ShiftedClock(Path file) implements InstantSource {
  @Override
  public Instant instant() {
    try {
      return Files.exists(file)
          ? Instant.now()
              .plusSeconds(Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip()))
          : Instant.now();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
