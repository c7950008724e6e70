package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer for each of millions of items. An item costs the bytes of its id and some ten more;
 * equal answers are kept once, so that the answers of a pool with few classes cost nothing.
 *
 * <p>Ids are compared in full, not by their hashes. Of several answers for one id the last counts.
 */
final class AnswersById {
  /* Entries lie one behind another in chunks, none over the edge of one: the number of the answer,
   * the number of characters, the characters; every number in groups of seven bits, the lowest
   * first, so that a character of ASCII is a byte. A table with open addressing has the places of
   * the entries, plus one: 0 is a free slot. */
  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int LONGEST_ENTRY = 8 + 3 * ItemId.MAX_LENGTH;
  private static final int NOT_FOUND = -1;

  private final List<byte[]> chunks = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final Map<Answer, Integer> numbers = new HashMap<>();
  private int[] slots = new int[1 << 10];
  private int size;
  // where the next entry begins, and what is read
  private byte[] chunk = new byte[0];
  private int end = CHUNK;
  private int at;

  /** How many items have an answer. */
  int size() {
    return size;
  }

  void put(ItemId item, Answer answer) {
    int slot = slotOf(item);
    if (slots[slot] == 0) {
      size++;
    }
    slots[slot] = append(item, answer) + 1;
    // three quarters full: more would lengthen the search for ids that are not there
    if (size > slots.length / 4 * 3) {
      grow();
    }
  }

  Optional<Answer> find(ItemId item) {
    int number = numberAt(slots[slotOf(item)] - 1, item);
    return number == NOT_FOUND ? Optional.empty() : Optional.of(answers.get(number));
  }

  /** The slot of an id, or the free one that it belongs in. */
  private int slotOf(ItemId item) {
    int slot = first(item);
    while (slots[slot] != 0 && numberAt(slots[slot] - 1, item) == NOT_FOUND) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int first(ItemId item) {
    return (int) DuplicateIds.hash(item) & (slots.length - 1);
  }

  /** The number of the answer in the entry at a place, if that is the entry of the id. */
  private int numberAt(int place, ItemId item) {
    if (place == -1) {
      return NOT_FOUND;
    }
    String id = item.value();
    open(place);
    int number = read();
    if (read() != id.length()) {
      return NOT_FOUND;
    }
    for (int i = 0; i < id.length(); i++) {
      if (read() != id.charAt(i)) {
        return NOT_FOUND;
      }
    }
    return number;
  }

  private void open(int place) {
    chunk = chunks.get(place >>> CHUNK_BITS);
    at = place & (CHUNK - 1);
  }

  private int read() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = chunk[at++];
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private int append(ItemId item, Answer answer) {
    if (end + LONGEST_ENTRY > CHUNK) {
      if (chunks.size() == 1 << (Integer.SIZE - CHUNK_BITS)) {
        throw new IllegalStateException("the ids of a simulated pool have more than 4 GiB");
      }
      chunks.add(new byte[CHUNK]);
      end = 0;
    }
    int place = (chunks.size() - 1) << CHUNK_BITS | end;
    open(place);
    write(
        numbers.computeIfAbsent(
            answer,
            added -> {
              answers.add(added);
              return answers.size() - 1;
            }));
    write(item.value().length());
    item.value().chars().forEach(this::write);
    end = at;
    return place;
  }

  private void write(int value) {
    int left = value;
    while (left > 0x7f) {
      chunk[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    chunk[at++] = (byte) left;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[2 * old.length];
    var id = new StringBuilder();
    for (int entry : old) {
      if (entry != 0) {
        open(entry - 1);
        read();
        id.setLength(0);
        for (int left = read(); left > 0; left--) {
          id.append((char) read());
        }
        int slot = first(new ItemId(id.toString()));
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = entry;
      }
    }
  }
}
