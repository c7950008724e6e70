package io.labelloop.report.cockpit;

import java.util.Locale;

/** The colours that the cockpit's surroundings have. */
public enum Theme {
  LIGHT,
  DARK,
  /** What the reader's system prefers. */
  SYSTEM;

  /** The theme of a name such as {@code dark}; light where there is none such. */
  public static Theme of(String name) {
    for (Theme theme : values()) {
      if (theme.label().equals(name)) {
        return theme;
      }
    }
    return LIGHT;
  }

  /** Its name in requests and style sheets. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
