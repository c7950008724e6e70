package io.labelloop.campaign;

import io.labelloop.model.ClassLabels;

/** What people are asked, and the answers that they may give. */
public record Task(TaskType type, ClassLabels labels, String question) {}
