package io.labelloop.workflow.step;

/** The input of a step that works on a campaign; {@code prefix} is where its documents lie. */
public record CampaignInput(String prefix) {}
