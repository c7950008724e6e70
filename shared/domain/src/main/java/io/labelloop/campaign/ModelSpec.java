package io.labelloop.campaign;

import java.util.Optional;

/**
 * Which model learns.
 *
 * @param search whether its hyper-parameters are chosen by cross-validation in every round
 * @param startFrom the folder of an earlier campaign whose model is the prior, relative to the
 *     campaign file
 */
public record ModelSpec(TrainerSpec trainer, boolean search, Optional<String> startFrom) {}
