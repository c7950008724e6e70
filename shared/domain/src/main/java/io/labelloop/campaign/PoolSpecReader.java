package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the part of a campaign file that says where the items are and what they hold. */
final class PoolSpecReader {
  private static final int MOST_HOSTS = 10;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

  private PoolSpecReader() {}

  static PoolSpec read(FieldReader pool, TaskType task) {
    boolean sequence = task == TaskType.SEQUENCE;
    pool.require("location", "the pool's file or folder, relative to the campaign file");
    String location = pool.text("location", "pool.jsonl");
    if (location.contains("://")) {
      pool.mistake(
          "location",
          "must be a path in the bucket of the campaign file, relative to it or, with '/' in front,"
              + " from the bucket's root, but was '"
              + location
              + "'; copy a pool there that lies elsewhere");
    }
    String id = pool.text("id", "id");
    int contents =
        (pool.has("text") ? 1 : 0)
            + (pool.has("features") ? 1 : 0)
            + (pool.has("embedding") ? 1 : 0)
            + (pool.has("tokens") ? 1 : 0);
    if (contents > 1) {
      pool.mistake(
          "", "must name one of text, features, embedding and tokens, but named " + contents);
    }
    ContentSpec content = new ContentSpec.Text(pool.text("text", "text"));
    if (pool.has("features")) {
      content = new ContentSpec.Features(pool.texts("features"));
    } else if (pool.has("embedding")) {
      content = new ContentSpec.Embedding(pool.text("embedding", "embedding"));
    } else if (pool.has("tokens") || (sequence && contents == 0)) {
      content = new ContentSpec.Tokens(pool.text("tokens", "tokens"));
    }
    boolean tokens = content instanceof ContentSpec.Tokens;
    if (sequence && !tokens) {
      pool.mistake(
          "", "must name the column with the tokens of a sentence: {\"tokens\": \"tokens\"}");
    } else if (!sequence && tokens) {
      pool.mistake(
          "tokens", "are for tasks of the type 'sequence'; name text, features or embedding");
    }
    Optional<ImageSpec> image = pool.has("image") ? Optional.of(image(pool)) : Optional.empty();
    boolean numbers =
        content instanceof ContentSpec.Features || content instanceof ContentSpec.Embedding;
    if (image.isPresent() && !numbers) {
      pool.mistake("image", "is for items of features or of an embedding; texts are shown as such");
    }
    boolean growing = pool.flag("growing", false);
    int maxTextLength = pool.whole("maxTextLength", 20_000, 1, 1_000_000);
    double maxRejectedShare = pool.number("maxRejectedShare", 0.1, 0, true, 1, true);
    pool.refuseUnknown();
    return new PoolSpec(location, id, content, image, growing, maxTextLength, maxRejectedShare);
  }

  private static ImageSpec image(FieldReader pool) {
    if (pool.get("image").isTextual()) {
      return new ImageSpec.Reference(
          pool.text("image", "image"), Optional.empty(), List.of(), true);
    }
    FieldReader image = pool.object("image");
    return image.has("grey") ? grey(image) : reference(image);
  }

  private static ImageSpec reference(FieldReader image) {
    image.require("column", "the column with pictures, or \"grey\": [rows, columns]");
    String column = image.text("column", "image");
    Optional<String> alt =
        image.has("alt") ? Optional.of(image.text("alt", "alt")) : Optional.empty();
    List<String> hosts = image.has("hosts") ? image.texts("hosts") : List.of();
    if (hosts.size() > MOST_HOSTS || !hosts.stream().allMatch(HOST.asMatchPredicate())) {
      image.mistake(
          "hosts",
          "must be at most "
              + MOST_HOSTS
              + " names of hosts in lower case, such as \"images.example.org\" or \"images.example.org:8443\", but were "
              + String.join(", ", hosts));
    }
    image.refuseUnknown();
    return new ImageSpec.Reference(column, alt, hosts, true);
  }

  private static ImageSpec grey(FieldReader image) {
    JsonNode size = image.get("grey");
    boolean right =
        size.isArray()
            && size.size() == 2
            && size.get(0).isInt()
            && size.get(1).isInt()
            && size.get(0).intValue() > 0
            && size.get(1).intValue() > 0
            && (long) size.get(0).intValue() * size.get(1).intValue() <= 1 << 20;
    if (!right) {
      image.mistake("grey", "must be [rows, columns], but was " + FieldReader.shown(size));
    }
    double max = image.number("max", 255, 0, false, 1e12, true);
    String features = image.text("features", "*");
    image.refuseUnknown();
    return new ImageSpec.Grey(
        right ? size.get(0).intValue() : 1, right ? size.get(1).intValue() : 1, max, features);
  }
}
