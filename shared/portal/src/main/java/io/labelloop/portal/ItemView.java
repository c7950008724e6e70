package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a person sees of an item.
 *
 * @param training true for an item to practise on, which is told; nothing else tells gold items
 *     from others
 */
public record ItemView(String question, Content content, Optional<Boolean> training) {

  /** The item itself. */
  public sealed interface Content {
    /** Which of the kinds this is, for the page. */
    @JsonProperty
    String kind();

    /** A text, as it came. */
    record Text(String text) implements Content {
      @Override
      public String kind() {
        return "text";
      }
    }

    /** The tokens of a sentence. */
    record Tokens(List<String> tokens) implements Content {
      @Override
      public String kind() {
        return "tokens";
      }
    }

    /** A grey picture, row by row; {@code max} is the darkest value. */
    record Grey(int rows, int columns, double max, List<Double> values, String alt)
        implements Content {
      @Override
      public String kind() {
        return "grey";
      }
    }

    /**
     * A picture.
     *
     * @param src where a browser finds it
     * @param alt what it shows, in words; empty if nothing was said
     */
    record Image(String src, String alt) implements Content {
      @Override
      public String kind() {
        return "image";
      }
    }

    /** Numbers with their columns' names. */
    record Table(List<Row> rows) implements Content {
      @Override
      public String kind() {
        return "table";
      }
    }

    /** A row of a table. */
    record Row(String name, double value) {}
  }
}
