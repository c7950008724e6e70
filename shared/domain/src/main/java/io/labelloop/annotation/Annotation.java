package io.labelloop.annotation;

import io.labelloop.pool.ItemId;
import java.time.Instant;

/** One annotator's answer about one item; {@code label} is an index in the campaign's class labels. */
public record Annotation(ItemId item, AnnotatorId annotator, int label, Instant answeredAt) {}
