package io.labelloop.workflow.step;

/** The input of a step that reads one shard of the pool. */
public record ShardInput(String prefix, int shard) {}
