package io.labelloop.workflow.step;

/** The input of a step that works on a round, counted from 1. */
public record RoundInput(String prefix, int round) {}
