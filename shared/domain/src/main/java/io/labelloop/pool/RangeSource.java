package io.labelloop.pool;

import java.io.InputStream;

/** Opens the bytes {@code [start, end)} of an object; fewer where it ends before. */
@FunctionalInterface
public interface RangeSource {
  InputStream open(String key, long start, long end);
}
