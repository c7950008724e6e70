package io.labelloop.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.model.ClassLabels;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Public labelled data, read in place: from the directory that the environment variable {@code
 * LABELLOOP_DATA} names, else from {@code ../shared/data} beside the project.
 *
 * @param classes the labels that occur, sorted
 * @param items in the file's order
 */
record RealData(ClassLabels classes, List<LabeledItem> items) {
  /** The entity types of the tweets of WNUT 2017. */
  static final TagSet TWEET_TAGS =
      new TagSet(
          new ClassLabels(
              List.of("corporation", "creative-work", "group", "location", "person", "product")));

  private record Row(String id, ItemContent content, String label) {}

  /** A CSV file of numeric columns between {@code id} and {@code label}, without quotes. */
  static RealData columns(String file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : lines(file).stream().skip(1).toList()) {
      String[] cells = line.split(",");
      double[] values =
          Arrays.stream(cells, 1, cells.length - 1).mapToDouble(Double::parseDouble).toArray();
      rows.add(
          new Row(
              cells[0], new ItemContent.Features(DenseVector.of(values)), cells[cells.length - 1]));
    }
    return of(rows);
  }

  /** A JSON Lines file of {@code id}, {@code text} and {@code label}. */
  static RealData texts(String file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Row> rows = new ArrayList<>();
    for (String line : lines(file)) {
      JsonNode row = json.readTree(line);
      rows.add(
          new Row(
              row.get("id").asText(),
              new ItemContent.Text(row.get("text").asText()),
              row.get("label").asText()));
    }
    return of(rows);
  }

  /** A CoNLL file of tweets with the entity types of {@link #TWEET_TAGS}. */
  static List<TaggedSentence> tweets(String file) throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (String line : Stream.concat(lines(file).stream(), Stream.of("")).toList()) {
      if (!line.isBlank()) {
        String[] columns = line.split("\t");
        tokens.add(columns[0]);
        tags.add(columns[1]);
      } else if (!tokens.isEmpty()) {
        sentences.add(
            new TaggedSentence(
                new ItemId("tweet-" + sentences.size()), tokens, TWEET_TAGS.parse(tags)));
        tokens.clear();
        tags.clear();
      }
    }
    return sentences;
  }

  private static RealData of(List<Row> rows) {
    ClassLabels classes =
        new ClassLabels(rows.stream().map(Row::label).distinct().sorted().toList());
    return new RealData(
        classes,
        rows.stream()
            .map(
                row ->
                    new LabeledItem(
                        new Item(new ItemId(row.id()), row.content()),
                        classes.indexOf(row.label()).orElseThrow()))
            .toList());
  }

  private static List<String> lines(String file) throws IOException {
    Path directory =
        Optional.ofNullable(System.getenv("LABELLOOP_DATA"))
            .map(Path::of)
            .orElseGet(
                () -> Path.of(System.getProperty("labelloop.root")).resolve("../shared/data"));
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      throw new IOException(
          "the gates need " + path + "; set LABELLOOP_DATA to the directory of the public data");
    }
    return Files.readAllLines(path);
  }
}
