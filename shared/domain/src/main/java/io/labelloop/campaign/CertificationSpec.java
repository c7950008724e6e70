package io.labelloop.campaign;

import java.util.OptionalInt;

/**
 * The certification stream.
 *
 * @param size the number of items, where the file gives one; else a rule decides
 * @param annotationsPerItem how often each is asked
 */
public record CertificationSpec(OptionalInt size, int annotationsPerItem) {}
