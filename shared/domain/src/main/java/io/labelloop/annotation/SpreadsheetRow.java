package io.labelloop.annotation;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A record of a CSV file that a spreadsheet shows and never runs: a text that begins as a formula
 * would ({@code = + - @}, a tab or a carriage return) has an apostrophe before it. Whoever reads
 * such a file by a program takes that apostrophe away again.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV Injection</a>
 */
public final class SpreadsheetRow {
  private static final String FORMULA = "=+-@\t\r";

  private SpreadsheetRow() {}

  /**
   * The cells with commas between them and a line break behind: texts in quotes, numbers as they
   * are.
   */
  public static String of(Object... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell instanceof Number ? cell.toString() : text(cell.toString()))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String text(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
