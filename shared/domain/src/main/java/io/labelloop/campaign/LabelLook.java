package io.labelloop.campaign;

import java.text.Normalizer;

/**
 * What a label looks like to people: two labels that look the same cannot be told apart by those
 * who answer, whatever their characters are.
 *
 * <p>Compares after canonical composition, without characters that are not seen, with blanks made
 * one, and with Cyrillic and Greek letters as the Latin ones that look like them. Letters that
 * differ only by case, digits that resemble letters, and letters with accents are told apart.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">Unicode Technical
 *     Standard 39, Confusable Detection</a>
 */
final class LabelLook {
  // Cyrillic and Greek letters, and in the same places the Latin ones that look like them
  private static final String OTHERS = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ";
  private static final String LATIN = "aeopcyxijshdqwABEKMHOPCTXIJSYABEZHIKMNOPTYXovp";

  private LabelLook() {}

  /** Equal for labels that look the same. */
  static String of(String label) {
    var look = new StringBuilder();
    Normalizer.normalize(label, Normalizer.Form.NFC)
        .codePoints()
        .filter(c -> !unseen(c))
        .map(c -> Character.isSpaceChar(c) ? ' ' : c)
        .map(
            c -> {
              int at = OTHERS.indexOf(c);
              return at < 0 ? c : LATIN.charAt(at);
            })
        .forEach(look::appendCodePoint);
    return look.toString().strip().replaceAll(" +", " ");
  }

  /** Whether a label holds characters that turn the direction of what is written around it. */
  static boolean turnsDirection(String label) {
    return label.codePoints().anyMatch(c -> within(c, 0x202A, 0x202E) || within(c, 0x2066, 0x2069));
  }

  private static boolean unseen(int c) {
    return Character.getType(c) == Character.FORMAT || within(c, 0xFE00, 0xFE0F);
  }

  private static boolean within(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
