package io.labelloop.local.dashboard;

import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.portal.PortalWatch;
import io.labelloop.workflow.cockpit.CampaignFigures;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrder;
import io.labelloop.workflow.cockpit.CockpitOrders;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The campaign of a workspace, which another process may be running. */
final class LocalCampaign {
  private static final int ID_BYTES = 12;

  private final Path directory;
  private final LocalWorkspace workspace;
  private final InstantSource clock;

  private LocalCampaign(Path directory, LocalWorkspace workspace, InstantSource clock) {
    this.directory = directory;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** The campaigns of directories that are workspaces, or that hold some. */
  static List<LocalCampaign> in(List<Path> directories, InstantSource clock) {
    var found = new ArrayList<LocalCampaign>();
    for (Path directory : directories) {
      Optional<LocalWorkspace> workspace = LocalWorkspace.open(directory);
      if (workspace.isPresent()) {
        found.add(new LocalCampaign(directory, workspace.get(), clock));
      } else {
        for (Path inside : inside(directory)) {
          LocalWorkspace.open(inside)
              .ifPresent(one -> found.add(new LocalCampaign(inside, one, clock)));
        }
      }
    }
    return found;
  }

  private static List<Path> inside(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Names the workspace in addresses. Not by its place in a list: an order must not reach another
   * campaign because a workspace was made meanwhile.
   */
  String id() {
    byte[] path =
        directory.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(path), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The name of the workspace's folder. */
  String folder() {
    return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
  }

  Optional<CampaignFigures> figures() {
    return cockpit().figures(prefix());
  }

  Optional<CampaignFigures.Detail> detail() {
    return cockpit().detail(prefix());
  }

  CockpitOrders.Outcome order(CockpitOrder order, String value, String by) {
    return new CockpitOrders(LocalEngine.operations(workspace)).execute(order, prefix(), value, by);
  }

  /** One of the campaign's files. */
  Optional<byte[]> file(String key) {
    return workspace.objects().get(key).map(ObjectStore.StoredObject::content);
  }

  private String prefix() {
    return workspace.keys().prefix();
  }

  private Campaigns campaigns() {
    return new Campaigns(
        new DocumentStore(workspace.objects()), LocalRegistries.KNOWN_NAMES, Trainers::of);
  }

  private CockpitAssembly cockpit() {
    return new CockpitAssembly(
        new DocumentStore(workspace.objects()),
        campaigns(),
        new LedgerBook(clock),
        new PortalWatch(workspace.objects(), clock),
        clock);
  }
}
