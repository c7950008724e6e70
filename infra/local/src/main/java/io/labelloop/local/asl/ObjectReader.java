package io.labelloop.local.asl;

import java.util.Optional;

/** Reads what a Distributed Map or a task reads from S3. */
@FunctionalInterface
public interface ObjectReader {
  Optional<byte[]> read(String bucket, String key);
}
