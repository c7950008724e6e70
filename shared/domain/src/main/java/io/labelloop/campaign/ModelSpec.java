package io.labelloop.campaign;

/** Which model learns; {@code trainer} names a learner. */
public record ModelSpec(String trainer) {}
