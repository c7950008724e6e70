package io.labelloop.model;

/**
 * The model of an earlier campaign, which another one starts from.
 *
 * @param space the feature space that it was trained in, which may be another than the campaign's
 *     own
 */
public record EarlierModel(FeatureSpace space, Classifier model) {}
