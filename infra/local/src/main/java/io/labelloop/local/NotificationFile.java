package io.labelloop.local;

import io.labelloop.workflow.port.Notifications;
import java.util.function.Consumer;

/** Notifications as lines of a file: one machine has nobody to call. */
final class NotificationFile implements Notifications {
  private final Consumer<String> lines;

  NotificationFile(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void send(String subject, String text) {
    Notifications.requireSubject(subject);
    lines.accept(subject + ": " + text.replaceAll("\\R", " "));
  }
}
