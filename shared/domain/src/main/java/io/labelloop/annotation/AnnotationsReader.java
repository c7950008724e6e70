package io.labelloop.annotation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.labelloop.annotation.AnnotationFile.RejectedRow;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads annotations from CSV with the columns {@code item}, {@code worker} and {@code label}, in
 * any order among others; the first row names the columns. A column {@code time}, if there is one,
 * says when an answer was given: an instant such as {@code 2026-01-31T12:00:00Z}, or whole seconds
 * since 1970; it may be empty.
 *
 * <p>Labels are names, which may be numbers. Where the classes are not given, they are those that
 * the file uses: ascending as numbers if all are whole numbers, else ascending as text. A row that
 * cannot be used is reported with its line, and the rest is read. Of several answers of a worker
 * about an item the first counts.
 */
public final class AnnotationsReader {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  // column numbers; the time's is -1 if there is none
  private record Columns(int item, int worker, int label, int time) {}

  private record Row(
      long line, ItemId item, AnnotatorId annotator, String label, Instant answeredAt) {}

  private record Question(ItemId item, AnnotatorId annotator) {}

  private final Instant now;

  /**
   * @param now answers from later than this are refused
   */
  public AnnotationsReader(Instant now) {
    this.now = now;
  }

  /**
   * Reads rows whose labels must be among the given ones.
   *
   * @throws IllegalArgumentException if a column is missing, or no row can be used
   */
  public AnnotationFile read(Reader csv, ClassLabels labels) {
    List<RejectedRow> rejected = new ArrayList<>();
    return used(resolve(rows(csv, rejected), labels, rejected));
  }

  /**
   * Reads rows and discovers their labels.
   *
   * @throws IllegalArgumentException if a column is missing, no row can be used, or there are not
   *     two labels
   */
  public AnnotationFile read(Reader csv) {
    List<RejectedRow> rejected = new ArrayList<>();
    List<Row> rows = rows(csv, rejected);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(nothing(rejected));
    }
    return resolve(rows, discover(rows), rejected);
  }

  private static AnnotationFile used(AnnotationFile file) {
    if (file.annotations().isEmpty()) {
      throw new IllegalArgumentException(nothing(file.rejected()));
    }
    return file;
  }

  private static String nothing(List<RejectedRow> rejected) {
    return rejected.isEmpty()
        ? "there are no annotations below the first row"
        : "none of its "
            + rejected.size()
            + " annotations can be used; the first, in line "
            + rejected.getFirst().line()
            + ": "
            + rejected.getFirst().reason();
  }

  private List<Row> rows(Reader csv, List<RejectedRow> rejected) {
    List<Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(csv)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new IllegalArgumentException(
            "annotations need a first row with the columns item, worker and label, but the file is"
                + " empty");
      }
      List<String> header = records.next().getFields();
      Columns columns =
          new Columns(
              column(header, "item"),
              column(header, "worker"),
              column(header, "label"),
              header.indexOf("time"));
      // of each id and label one object: a file has far fewer of them than rows
      Map<String, ItemId> items = new HashMap<>();
      Map<String, AnnotatorId> annotators = new HashMap<>();
      Map<String, String> labels = new HashMap<>();
      Map<Question, Row> answered = new HashMap<>();
      while (records.hasNext()) {
        CsvRecord fields = records.next();
        long line = fields.getStartingLineNumber();
        if (fields.getFieldCount() != header.size()) {
          rejected.add(
              new RejectedRow(
                  line,
                  "has "
                      + fields.getFieldCount()
                      + " columns, but the first row "
                      + header.size()));
          continue;
        }
        try {
          ItemId item = items.computeIfAbsent(fields.getField(columns.item()), ItemId::new);
          AnnotatorId annotator =
              annotators.computeIfAbsent(fields.getField(columns.worker()), AnnotatorId::new);
          String label =
              labels.computeIfAbsent(fields.getField(columns.label()).strip(), name -> name);
          if (label.isEmpty()) {
            rejected.add(new RejectedRow(line, "has no label"));
            continue;
          }
          Instant answeredAt =
              columns.time() < 0 ? Instant.EPOCH : time(fields.getField(columns.time()).strip());
          Row row = new Row(line, item, annotator, label, answeredAt);
          Row first = answered.putIfAbsent(new Question(item, annotator), row);
          if (first != null) {
            rejected.add(
                new RejectedRow(
                    line,
                    "worker '"
                        + annotator
                        + "' answered about item '"
                        + item
                        + "' before, in line "
                        + first.line()));
            continue;
          }
          rows.add(row);
        } catch (IllegalArgumentException refused) {
          rejected.add(new RejectedRow(line, String.valueOf(refused.getMessage())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private Instant time(String text) {
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    Instant time;
    try {
      time =
          SECONDS.matcher(text).matches()
              ? Instant.ofEpochSecond(Long.parseLong(text))
              : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "time must be an instant such as 2026-01-31T12:00:00Z, or whole seconds since 1970, but was"
              + " '"
              + text
              + "'",
          e);
    }
    if (time.isAfter(now)) {
      throw new IllegalArgumentException("time " + text + " lies in the future: it is now " + now);
    }
    return time;
  }

  private static int column(List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      // a byte order mark, as some spreadsheets write it, belongs to no name
      if (header.get(i).replace("\uFEFF", "").strip().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "annotations need the columns item, worker and label, but '"
            + name
            + "' is not among "
            + header);
  }

  private static ClassLabels discover(List<Row> rows) {
    Set<String> names = new HashSet<>();
    rows.forEach(row -> names.add(row.label()));
    List<String> sorted = new ArrayList<>(new TreeSet<>(names));
    if (sorted.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches())) {
      sorted.sort(Comparator.comparing(Integer::valueOf));
    }
    if (sorted.size() < 2) {
      throw new IllegalArgumentException(
          "annotations must use at least 2 labels to tell the classes, but used " + sorted);
    }
    return new ClassLabels(sorted);
  }

  private static AnnotationFile resolve(
      List<Row> rows, ClassLabels labels, List<RejectedRow> rejected) {
    List<Annotation> annotations = new ArrayList<>(rows.size());
    for (Row row : rows) {
      OptionalInt label = labels.indexOf(row.label());
      if (label.isPresent()) {
        annotations.add(
            new Annotation(row.item(), row.annotator(), label.getAsInt(), row.answeredAt()));
      } else {
        rejected.add(
            new RejectedRow(
                row.line(),
                "label '" + row.label() + "' is not among the task's labels " + labels));
      }
    }
    rejected.sort(Comparator.comparingLong(RejectedRow::line));
    return new AnnotationFile(labels, annotations, rejected);
  }
}
