package io.labelloop.tests;

import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.store.DirectoryObjectStore;
import io.labelloop.pool.Compression;
import io.labelloop.pool.PoolFormat;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.ScoreShard;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The documents of a campaign that has ended, over a pool of any size that is made while it is
 * read: {@code GeneratedPool WORKSPACE BYTES} scores it in the campaign's third round, and prints
 * how many items the shard kept.
 */
final class GeneratedPool implements ObjectStore {
  private static final String KEY = "generated/pool.jsonl";
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/small/");

  private final ObjectStore ended;
  private final InMemoryObjectStore written = new InMemoryObjectStore();
  private final long size;

  private GeneratedPool(ObjectStore ended, long size) {
    this.ended = ended;
    this.size = size;
    var shard = new Shard(0, KEY, 0, size, size, PoolFormat.JSON_LINES, Compression.NONE);
    written.put(
        KEYS.poolPlan(),
        JsonCodec.document(
            new PoolPlan(PoolPlan.VERSION, List.of("text"), 0, List.of(shard), Optional.empty())));
  }

  public static void main(String[] args) {
    var store =
        new GeneratedPool(new DirectoryObjectStore(Path.of(args[0])), Long.parseLong(args[1]));
    var campaigns =
        new Campaigns(new DocumentStore(store), LocalRegistries.KNOWN_NAMES, Trainers::of);
    new ScoreShard(campaigns).execute(new ScoreShard.Input(KEYS.prefix(), 3, 0));
    byte[] kept = store.written.get(KEYS.scores(3, 0)).orElseThrow().content();
    System.out.println(new String(kept, StandardCharsets.UTF_8).lines().count());
  }

  @Override
  public Optional<StoredObject> get(String key) {
    Optional<StoredObject> own = written.get(key);
    return own.isPresent() || key.contains("/scores/") ? own : ended.get(key);
  }

  @Override
  public InputStream open(String key, long start, long end) {
    return key.equals(KEY) ? new Lines(size) : ended.open(key, start, end);
  }

  @Override
  public Etag put(String key, byte[] content) {
    return written.put(key, content);
  }

  @Override
  public PutResult putIfAbsent(String key, byte[] content) {
    return written.putIfAbsent(key, content);
  }

  @Override
  public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
    return written.replaceIfUnchanged(key, expected, content);
  }

  @Override
  public List<ObjectSummary> list(String prefix) {
    return ended.list(prefix);
  }

  /** Lines of JSON of about 500 bytes, without an end before the size. */
  private static final class Lines extends InputStream {
    private final SplittableRandom random = new SplittableRandom(9);
    private final long size;
    private byte[] line = new byte[0];
    private int at;
    private long given;
    private long number;

    Lines(long size) {
      this.size = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) {
      if (at == line.length) {
        if (given >= size) {
          return -1;
        }
        line = next();
        at = 0;
      }
      int part = Math.min(length, line.length - at);
      System.arraycopy(line, at, bytes, start, part);
      at += part;
      given += part;
      return part;
    }

    private byte[] next() {
      var text = new StringBuilder();
      while (text.length() < 460) {
        text.append(BoundedMemoryTest.word(random, random.nextInt(2))).append(' ');
      }
      return ("{\"id\":\"g" + number++ + "\",\"text\":\"" + text + "\"}\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
