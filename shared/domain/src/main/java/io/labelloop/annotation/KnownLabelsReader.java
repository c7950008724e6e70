package io.labelloop.annotation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.labelloop.annotation.AnnotationFile.RejectedRow;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads known labels from CSV with the columns {@code item} and {@code truth} (or {@code label}),
 * in any order among others; the first row names the columns.
 *
 * <p>A row that cannot be used is reported with its line, and the rest is read. An item that the
 * file gives two different labels has none: neither can be trusted.
 */
public final class KnownLabelsReader {
  private record Known(long line, int label) {}

  private final ClassLabels labels;
  private final Set<ItemId> items;

  /**
   * @param labels the classes that there are
   * @param items those that were annotated; others are reported
   */
  public KnownLabelsReader(ClassLabels labels, Collection<ItemId> items) {
    this.labels = labels;
    this.items = new HashSet<>(items);
  }

  /**
   * @throws IllegalArgumentException if a column is missing
   */
  public KnownLabels read(Reader csv) {
    Map<ItemId, Known> known = new HashMap<>();
    Set<ItemId> contradicted = new HashSet<>();
    List<RejectedRow> rejected = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(csv)) {
      Iterator<CsvRecord> rows = reader.iterator();
      List<String> header = rows.hasNext() ? header(rows.next()) : List.of();
      int itemColumn = header.indexOf("item");
      int labelColumn = Math.max(header.indexOf("truth"), header.indexOf("label"));
      if (itemColumn < 0 || labelColumn < 0) {
        throw new IllegalArgumentException(
            "known labels need the columns item and truth in the first row, but it has " + header);
      }
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        long line = row.getStartingLineNumber();
        try {
          add(row, line, itemColumn, labelColumn, known, contradicted, rejected);
        } catch (IllegalArgumentException refused) {
          rejected.add(new RejectedRow(line, String.valueOf(refused.getMessage())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<ItemId, Integer> classes = new HashMap<>();
    known.forEach(
        (item, first) -> {
          if (!contradicted.contains(item)) {
            classes.put(item, first.label());
          }
        });
    rejected.sort(Comparator.comparingLong(RejectedRow::line));
    return new KnownLabels(classes, rejected);
  }

  private void add(
      CsvRecord row,
      long line,
      int itemColumn,
      int labelColumn,
      Map<ItemId, Known> known,
      Set<ItemId> contradicted,
      List<RejectedRow> rejected) {
    if (row.getFieldCount() <= Math.max(itemColumn, labelColumn)) {
      throw new IllegalArgumentException("has only " + row.getFieldCount() + " columns");
    }
    ItemId item = new ItemId(row.getField(itemColumn));
    String name = row.getField(labelColumn).strip();
    OptionalInt label = labels.indexOf(name);
    if (label.isEmpty()) {
      throw new IllegalArgumentException(
          "label '" + name + "' of item '" + item + "' is not among the labels " + labels);
    }
    if (!items.contains(item)) {
      throw new IllegalArgumentException("item '" + item + "' has no annotation");
    }
    Known first = known.putIfAbsent(item, new Known(line, label.getAsInt()));
    if (first == null) {
      return;
    }
    if (first.label() == label.getAsInt()) {
      throw new IllegalArgumentException(
          "item '" + item + "' stands in line " + first.line() + " already");
    }
    if (contradicted.add(item)) {
      rejected.add(
          new RejectedRow(
              first.line(), contradiction(item, labels.name(first.label()), name, line)));
    }
    throw new IllegalArgumentException(
        contradiction(item, name, labels.name(first.label()), first.line()));
  }

  private static String contradiction(ItemId item, String here, String there, long line) {
    return "item '"
        + item
        + "' is '"
        + here
        + "' here and '"
        + there
        + "' in line "
        + line
        + ": it counts as unknown";
  }

  private static List<String> header(CsvRecord row) {
    // a byte order mark, as some spreadsheets write it, belongs to no name
    return row.getFields().stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
  }
}
