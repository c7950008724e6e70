package io.labelloop.campaign;

import java.util.List;
import java.util.Optional;

/** What people see of an item that is a picture. */
public sealed interface ImageSpec {
  /**
   * A grey picture that is drawn from numeric columns, row by row.
   *
   * @param max the value of the darkest point; 0 is the lightest
   * @param features the columns, by name or with {@code *}
   */
  record Grey(int rows, int columns, double max, String features) implements ImageSpec {}

  /**
   * A picture of its own.
   *
   * @param column with an address on the web, or a key below the pool's folder
   * @param alt the column with what the picture shows, in words
   * @param hosts where addresses may point to, in lower case, each with its port if it has one
   * @param keys whether the people who are asked can be shown objects of the campaign's bucket
   */
  record Reference(String column, Optional<String> alt, List<String> hosts, boolean keys)
      implements ImageSpec {
    public Reference {
      hosts = List.copyOf(hosts);
    }
  }
}
