package io.labelloop.local;

import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.GoldSpec;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.local.store.DirectoryObjectStore;
import io.labelloop.local.store.MountedObjectStore;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A directory that stands in for the data bucket of one campaign: {@code campaigns/<id>/} holds the
 * campaign's documents under the same keys as on AWS, and the pool is mounted where its location
 * resolves to, without being copied.
 */
public final class LocalWorkspace implements AutoCloseable {
  private static final String HIDDEN = ".labelloop";

  /**
   * What the workspace is for.
   *
   * @param campaign the campaign's id
   * @param poolKey where the pool appears in the store
   * @param poolPath where it lies
   * @param gold the file or folder of gold items, if there is one
   * @param startFrom the folder of the campaign whose model this one starts from, if it does
   */
  record Source(
      String campaign,
      String poolKey,
      String poolPath,
      Optional<Mount> gold,
      Optional<Mount> startFrom) {}

  /** A file or folder that appears in the store without being copied. */
  record Mount(String key, String path) {
    /**
     * What a campaign file names.
     *
     * @param location relative to the campaign file
     */
    static Mount of(Path campaignFile, String campaignKey, String location) {
      Path folder = Optional.ofNullable(campaignFile.getParent()).orElse(Path.of(""));
      return new Mount(
          PoolLocation.resolve(campaignKey, location),
          folder.resolve(location).toAbsolutePath().normalize().toString());
    }

    ObjectStore in(ObjectStore store) {
      return new MountedObjectStore(store, key, Path.of(path));
    }
  }

  private final Path root;
  private final Source source;
  private final ObjectStore objects;
  private final Optional<FileLock> lock;

  private LocalWorkspace(
      Path root, Source source, Optional<FileLock> lock, UnaryOperator<ObjectStore> around) {
    this.root = root;
    this.source = source;
    this.lock = lock;
    ObjectStore withPool =
        new Mount(source.poolKey(), source.poolPath()).in(new DirectoryObjectStore(root));
    ObjectStore withGold = source.gold().map(gold -> gold.in(withPool)).orElse(withPool);
    this.objects =
        around.apply(source.startFrom().map(start -> start.in(withGold)).orElse(withGold));
  }

  /**
   * Makes or opens the workspace of a campaign for a run, and keeps other runs out until it is
   * closed.
   *
   * <p>A file that differs from the one that the campaign began with is not taken: {@link
   * LocalEngine#takeFile} does that, if it can be.
   *
   * @throws WorkspaceMismatchException if the directory holds another campaign, or is in use by
   *     another run
   */
  public static LocalWorkspace prepare(
      Path root, CampaignId campaign, Path campaignFile, byte[] content, CampaignSpec spec) {
    return prepare(root, campaign, campaignFile, content, spec, UnaryOperator.identity());
  }

  /**
   * The same with something around the store, such as one that fails.
   *
   * @param around makes the store that the campaign sees of the directory's
   */
  public static LocalWorkspace prepare(
      Path root,
      CampaignId campaign,
      Path campaignFile,
      byte[] content,
      CampaignSpec spec,
      UnaryOperator<ObjectStore> around) {
    String key = campaignKey(campaign.value());
    Mount pool = Mount.of(campaignFile, key, spec.pool().location());
    var source =
        new Source(
            campaign.value(),
            pool.key(),
            pool.path(),
            spec.workforce()
                .gold()
                .flatMap(GoldSpec::location)
                .map(location -> Mount.of(campaignFile, key, location)),
            spec.model().startFrom().map(location -> Mount.of(campaignFile, key, location)));
    try {
      Files.createDirectories(root.resolve(HIDDEN));
      FileLock lock = lock(root);
      Optional<Source> earlier = readSource(root);
      if (earlier.isPresent() && !earlier.get().campaign().equals(source.campaign())) {
        lock.release();
        throw new WorkspaceMismatchException(
            "'"
                + root
                + "' holds the campaign '"
                + earlier.get().campaign()
                + "', not '"
                + source.campaign()
                + "'; give each campaign a workspace of its own (--workspace DIR)");
      }
      var workspace = new LocalWorkspace(root, source, Optional.of(lock), around);
      try {
        workspace.objects.putIfAbsent(workspace.campaignKey(), content);
        if (earlier.isPresent() && workspace.holdsAnother(content) && workspace.claimed()) {
          // the pool is where the campaign found it
          return new LocalWorkspace(root, earlier.get(), Optional.of(lock), around);
        }
      } catch (RuntimeException failed) {
        workspace.close();
        throw failed;
      }
      Files.write(sourceFile(root), JsonCodec.document(source));
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the campaign's file is another than this. */
  boolean holdsAnother(byte[] content) {
    return objects
        .get(campaignKey())
        .filter(stored -> !Arrays.equals(stored.content(), content))
        .isPresent();
  }

  /** Whether the campaign has begun. */
  boolean claimed() {
    return objects.get(keys().claim()).isPresent() && objects.get(keys().spec()).isPresent();
  }

  /** Opens a workspace for reading; empty if the directory is none. */
  public static Optional<LocalWorkspace> open(Path root) {
    return readSource(root)
        .map(
            source -> new LocalWorkspace(root, source, Optional.empty(), UnaryOperator.identity()));
  }

  /** Where lines about a run go, beside the objects and not among them. */
  Path log(String name) {
    return root.resolve(HIDDEN).resolve(name + ".log");
  }

  private static FileLock lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(HIDDEN).resolve("run.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new WorkspaceMismatchException(
          "another run is using '"
              + root
              + "'; wait for it to end, or give this one a workspace of its own");
    }
    return lock;
  }

  private static Optional<Source> readSource(Path root) {
    Path file = sourceFile(root);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonCodec.read(Files.readAllBytes(file), Source.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path sourceFile(Path root) {
    return root.resolve(HIDDEN).resolve("source.json");
  }

  private static String campaignKey(String campaign) {
    return "campaigns/" + campaign + "/campaign.json";
  }

  /** The key of the campaign file. */
  public String campaignKey() {
    return campaignKey(source.campaign());
  }

  /** The campaign's id. */
  public String campaign() {
    return source.campaign();
  }

  /** The directory. */
  Path root() {
    return root;
  }

  public CampaignKeys keys() {
    return CampaignKeys.ofCampaignFile(campaignKey());
  }

  public ObjectStore objects() {
    return objects;
  }

  /** Replaces a file of the pool, which belongs to the user: as a whole, or not at all. */
  void replacePoolFile(String key, byte[] content) {
    new MountedObjectStore(objects, source.poolKey(), Path.of(source.poolPath()))
        .replaceMounted(key, content);
  }

  /** Removes a document that no longer holds. */
  void forget(String key) {
    try {
      Files.deleteIfExists(pathOf(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file that holds the object at a key. */
  public Path pathOf(String key) {
    return root.resolve(key);
  }

  @Override
  public void close() {
    lock.ifPresent(
        held -> {
          try {
            held.acquiredBy().close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
