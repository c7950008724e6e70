package io.labelloop.local.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the jar's manifest carries. */
final class VersionFromManifest implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "labelloop "
          + Optional.ofNullable(Labelloop.class.getPackage().getImplementationVersion())
              .orElse("(not packaged)")
    };
  }
}
