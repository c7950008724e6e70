package io.labelloop.pool;

import java.util.Optional;

/**
 * A line as it was read.
 *
 * @param number counted from 1 within the shard
 * @param text what could be read of it
 * @param problem what is wrong with its bytes, if anything
 */
record RawLine(long number, String text, Optional<RejectReason> problem) {}
