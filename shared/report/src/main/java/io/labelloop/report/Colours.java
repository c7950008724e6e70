package io.labelloop.report;

/** The colours of charts and pages as CSS variables, in a light and a dark scheme. */
public final class Colours {
  public static final String LIGHT =
      "--bg:#fbfbf9;--soft:#565e66;--line:#d9dcdf;--a:#0b62a8;--b:#a64b00;--c:#5a5f66"
          + ";--d:#7a3e9d;--e:#1d7a4f;--f:#a3164a";
  public static final String DARK =
      "--bg:#14171a;--soft:#a9b1b9;--line:#343a40;--a:#6cb6f5;--b:#f0a35e;--c:#b4bac1"
          + ";--d:#cf9aee;--e:#6fd3a2;--f:#f58fb0";

  private Colours() {}

  /** A style sheet that gives a whole page the scheme that its reader prefers. */
  static String ofReader() {
    return ":root{" + LIGHT + "}\n@media(prefers-color-scheme:dark){:root{" + DARK + "}}\n";
  }
}
