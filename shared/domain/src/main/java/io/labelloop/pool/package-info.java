/** Items and the pool that they come from: readers, shards, rejected lines, streams. */
@NullMarked
package io.labelloop.pool;

import org.jspecify.annotations.NullMarked;
