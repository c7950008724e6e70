package io.labelloop.workflow.step;

/** The input of a step that works on a wave of questions; rounds and waves are counted from 1. */
public record WaveInput(String prefix, int round, int wave) {}
