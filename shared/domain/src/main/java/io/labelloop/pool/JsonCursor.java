package io.labelloop.pool;

/**
 * Finds its way in a line of JSON without making an object: where keys, texts and values end.
 * Places are indices into the line's array; -1 stands for what is wrong or too uncommon to go on.
 */
final class JsonCursor {
  private static final int DEEPEST = 32;

  private final KeyHashes keys = new KeyHashes();
  private final DecimalNumber number = new DecimalNumber();
  private byte[] bytes = new byte[0];
  private int limit;

  /** Begins with the line {@code [.., limit)} of an array. */
  void begin(byte[] line, int lineLimit) {
    bytes = line;
    limit = lineLimit;
    keys.clear();
  }

  /** A new scope: the keys of one object. */
  int scope() {
    return keys.scope();
  }

  /** Reads the number that begins at {@code start}: where it ends, or -1. */
  int number(int start) {
    return number.read(bytes, start, limit);
  }

  /** The number that was read last. */
  double lastNumber() {
    return number.value();
  }

  /** The byte at a place, or 0 behind the line's end. */
  int at(int i) {
    return i < limit ? bytes[i] : 0;
  }

  /** The first place from {@code start} on that holds no space. */
  int space(int start) {
    int i = start;
    while (i < limit && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
      i++;
    }
    return i;
  }

  /** The key that begins at {@code i}: where its closing quote is, or -1. */
  int key(int start, int scope) {
    long hash = KeyHashes.START;
    int i = start;
    while (i < limit) {
      byte b = bytes[i];
      if (b == '"') {
        return keys.isNew(hash, scope) ? i : -1;
      }
      if (b < ' ' || b == '\\') {
        return -1;
      }
      hash = KeyHashes.next(hash, b);
      i++;
    }
    return -1;
  }

  /** What the escape at {@code i} stands for, or -1. */
  int escaped(int i) {
    return switch (at(i + 1)) {
      case '"', '\\', '/' -> bytes[i + 1];
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex(i + 2);
      default -> -1;
    };
  }

  private int hex(int start) {
    if (start + 4 > limit) {
      return -1;
    }
    int value = 0;
    for (int k = start; k < start + 4; k++) {
      int digit = bytes[k] < 0 ? -1 : Character.digit(bytes[k], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Skips the value that begins at {@code start}: where it ends, or -1. */
  int value(int start, int depth) {
    return switch (at(start)) {
      case '"' -> string(start + 1);
      case '{' -> depth > DEEPEST ? -1 : object(start, depth);
      case '[' -> depth > DEEPEST ? -1 : list(start, depth);
      case 't' -> literal(start, "true");
      case 'f' -> literal(start, "false");
      case 'n' -> literal(start, "null");
      default -> number.read(bytes, start, limit);
    };
  }

  private int literal(int start, String word) {
    for (int k = 0; k < word.length(); k++) {
      if (at(start + k) != word.charAt(k)) {
        return -1;
      }
    }
    return start + word.length();
  }

  private int string(int start) {
    int i = start;
    while (true) {
      i = PlainText.end(bytes, i, limit);
      int b = at(i);
      if (b == '"') {
        return i + 1;
      } else if (b == '\\') {
        if (escaped(i) < 0) {
          return -1;
        }
        i += bytes[i + 1] == 'u' ? 6 : 2;
      } else {
        int length = b < 0 ? Utf8.length(bytes, i, limit) : -1;
        if (length < 0) {
          return -1;
        }
        i += length;
      }
    }
  }

  private int list(int start, int depth) {
    int i = space(start + 1);
    if (at(i) == ']') {
      return i + 1;
    }
    while (true) {
      i = value(i, depth + 1);
      i = i < 0 ? -1 : space(i);
      if (i < 0 || at(i) == ']') {
        return i < 0 ? -1 : i + 1;
      }
      if (at(i) != ',') {
        return -1;
      }
      i = space(i + 1);
    }
  }

  private int object(int start, int depth) {
    int scope = keys.scope();
    int i = space(start + 1);
    if (at(i) == '}') {
      return i + 1;
    }
    while (at(i) == '"') {
      i = key(i + 1, scope);
      i = i < 0 ? -1 : space(i + 1);
      if (i < 0 || at(i) != ':') {
        return -1;
      }
      i = value(space(i + 1), depth + 1);
      i = i < 0 ? -1 : space(i);
      if (i < 0 || at(i) == '}') {
        return i < 0 ? -1 : i + 1;
      }
      if (at(i) != ',') {
        return -1;
      }
      i = space(i + 1);
    }
    return -1;
  }
}
