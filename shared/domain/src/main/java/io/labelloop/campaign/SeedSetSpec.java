package io.labelloop.campaign;

/** How the first items are chosen, before there is a model. */
public record SeedSetSpec(int size, String method) {}
