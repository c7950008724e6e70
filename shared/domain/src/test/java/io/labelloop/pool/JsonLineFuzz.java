package io.labelloop.pool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Lines of JSON Lines as they come and as they should not: fields in any order, escapes, characters
 * of all planes and halves of them, numbers in every form, nesting, repeated keys; and in every
 * third line bytes that were changed, taken away or repeated.
 */
final class JsonLineFuzz {
  private static final String[] WORDS = {
    "the",
    "Große",
    "été",
    "İstanbul",
    "ΣΟΦΟΣ",
    "漢字",
    "😀",
    "𝒳",
    "",
    " ",
    "\u00a0",
    "\u2003",
    "don't",
    "_x1",
    "%",
    "a\u0301",
    "ﬁ",
    "\u001f",
    "\u007f",
    "\u0085",
    "e\uD83D",
    "\uDE00",
    "\uFEFF",
    "\u2028"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-1",
    "12",
    "1.5",
    "-0.0",
    "1e3",
    "1E+3",
    "1e-3",
    "123456789012345678",
    "1234567890123456789",
    "12345678901234567890123",
    "0.1234567890123456789",
    "1e308",
    "4.9e-324",
    "1e-400",
    "9007199254740993",
    "0.30000000000000004",
    "2.2250738585072011e-308",
    "8.25",
    "123.456e-7"
  };
  private static final String[] WRONG_NUMBERS = {
    "007",
    ".5",
    "5.",
    "1e",
    "1e+",
    "NaN",
    "Infinity",
    "+1",
    "1_0",
    "-",
    "0x10",
    "00",
    "-012",
    "1e309",
    "-1e400",
    "1e99999",
    "179769313486231580793e289"
  };
  private static final String[] KEYS = {
    "id",
    "text",
    "p1",
    "p2",
    "v",
    "label",
    "i\\u0064",
    "te\\u0078t",
    "meta",
    "",
    "ключ",
    "a b",
    "id ",
    "ID"
  };

  private final SplittableRandom random;

  JsonLineFuzz(long seed) {
    this.random = new SplittableRandom(seed);
  }

  byte[] line() {
    byte[] line = object().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? damaged(line) : line;
  }

  private String object() {
    var json =
        new StringBuilder(random.nextInt(40) == 0 ? "\uFEFF" : "").append(space()).append('{');
    String[] fields = {
      field("id", id()),
      field("text", text()),
      field("p1", number()),
      field("p2", number()),
      field("v", array()),
      field("label", any(0))
    };
    int offset = random.nextInt(fields.length);
    String separator = "";
    for (int i = 0; i < fields.length; i++) {
      if (random.nextInt(30) != 0) {
        json.append(separator).append(fields[(i + offset) % fields.length]);
        separator = random.nextInt(100) == 0 ? " " : ",";
      }
    }
    while (random.nextInt(3) == 0) {
      json.append(separator).append(field(pick(KEYS), any(0)));
    }
    json.append(random.nextInt(60) == 0 ? "," : "").append('}').append(space());
    return json.append(random.nextInt(60) == 0 ? any(2) : "").toString();
  }

  private String field(String key, String value) {
    return space() + '"' + key + '"' + space() + ':' + space() + value + space();
  }

  private String space() {
    return switch (random.nextInt(12)) {
      case 0 -> " ";
      case 1 -> "\t";
      case 2 -> "\r";
      case 3 -> random.nextInt(10) == 0 ? "\f" : "  ";
      default -> "";
    };
  }

  private String id() {
    return switch (random.nextInt(12)) {
      case 0 -> numeral();
      case 1 -> String.valueOf(random.nextInt(-5, 100_000));
      case 2 -> random.nextInt(4) == 0 ? string() : "\"a/b-" + random.nextInt(9) + "\"";
      case 3 -> "\"" + "i".repeat(random.nextInt(250, 260)) + "\"";
      case 4 -> random.nextInt(4) == 0 ? any(2) : "\"é\"";
      default -> "\"i" + random.nextInt(100) + "\"";
    };
  }

  private String text() {
    return random.nextInt(25) == 0 ? any(1) : string();
  }

  private String number() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt(4) == 0 ? any(2) : "2";
      case 1 -> random.nextInt(4) == 0 ? "\"" + numeral() + "\"" : "3";
      case 2, 3, 4 -> numeral();
      default -> String.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(-8, 8)));
    };
  }

  private String array() {
    int size = random.nextInt(6) == 0 ? random.nextInt(5) : 3;
    var json = new StringBuilder("[").append(space());
    for (int i = 0; i < size; i++) {
      json.append(i == 0 ? "" : ",").append(space()).append(number()).append(space());
    }
    return json.append("]").toString();
  }

  private String numeral() {
    return pick(random.nextInt(25) == 0 ? WRONG_NUMBERS : NUMBERS);
  }

  private String any(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> "true";
      case 1 -> "false";
      case 2 -> "null";
      case 3 -> random.nextInt(20) == 0 ? "nul" : "\"\"";
      case 4 -> numeral();
      case 5 -> string();
      case 6 -> "[" + any(depth + 1) + "," + any(depth + 1) + "]";
      case 7 ->
          "{" + field(pick(KEYS), any(depth + 1)) + "," + field(pick(KEYS), any(depth + 1)) + "}";
      default ->
          "[".repeat(random.nextInt(50) == 0 ? 1100 : 40)
              + "]".repeat(random.nextInt(50) == 0 ? 1100 : 40);
    };
  }

  private String string() {
    var json = new StringBuilder("\"");
    int words = random.nextInt(12);
    for (int w = 0; w < words; w++) {
      json.append(w == 0 ? "" : " ");
      String word = pick(WORDS);
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        if (c < ' ' || Character.isSurrogate(c) || random.nextInt(12) == 0) {
          boolean whole =
              Character.isHighSurrogate(c)
                  && i + 1 < word.length()
                  && Character.isLowSurrogate(word.charAt(i + 1));
          if (whole && random.nextBoolean()) {
            json.append(c).append(word.charAt(++i));
          } else {
            json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
          }
        } else {
          json.append(c);
        }
      }
      if (random.nextInt(8) == 0) {
        json.append(
            pick(
                new String[] {
                  "\\n",
                  "\\\"",
                  "\\\\",
                  "\\/",
                  "\\t",
                  "\\b",
                  "\\f",
                  "\\r",
                  "\\t",
                  random.nextInt(20) == 0 ? "\\x" : "\\u12aF"
                }));
      }
    }
    return json.append('"').toString();
  }

  private String pick(String[] some) {
    return some[random.nextInt(some.length)];
  }

  private byte[] damaged(byte[] line) {
    if (line.length == 0) {
      return line;
    }
    int at = random.nextInt(line.length);
    int end = Math.min(line.length, at + 1 + random.nextInt(4));
    var changed = new ByteArrayOutputStream();
    changed.write(line, 0, at);
    switch (random.nextInt(4)) {
      case 0 -> changed.write(random.nextInt(256));
      case 1 -> {
        // taken away
      }
      case 2 -> {
        changed.write(line, at, end - at);
        changed.write(line, at, end - at);
      }
      default -> {
        byte[] bytes = {
          (byte) 0xc0, (byte) 0xed, (byte) 0xa0, (byte) 0x80, (byte) 0xf5, 0x1f, '"', '\\'
        };
        changed.write(bytes[random.nextInt(bytes.length)]);
        changed.write(line, at, end - at);
      }
    }
    changed.write(line, end, line.length - end);
    // a line break would make two lines of it
    byte[] bytes = changed.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '\n' ? (byte) ' ' : bytes[i];
    }
    return bytes;
  }
}
