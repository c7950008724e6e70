package io.labelloop.local;

import io.labelloop.portal.PortalSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The portal's secret of a workspace: drawn once, and kept in a file beside the objects that only
 * its owner can read.
 */
public final class LocalPortalSecret {
  private LocalPortalSecret() {}

  /** The secret of the workspace in a directory. */
  public static PortalSecret of(Path root) {
    Path file = root.resolve(".labelloop").resolve("portal-secret");
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[PortalSecret.MIN_BYTES];
        new SecureRandom().nextBytes(secret);
        Path draft = file.resolveSibling("portal-secret-" + UUID.randomUUID());
        Files.createFile(draft);
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
          Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.write(draft, secret);
        publish(draft, file);
      }
      return new PortalSecret(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two that start at once agree on the first one's. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException first) {
      // the other one's holds
    } catch (UnsupportedOperationException noLinks) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
