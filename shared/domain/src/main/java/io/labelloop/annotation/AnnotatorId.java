package io.labelloop.annotation;

/** Names an annotator within a campaign. */
public record AnnotatorId(String value) {}
