package io.labelloop.campaign;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which model learns.
 *
 * @param search whether its hyper-parameters are chosen by cross-validation in every round
 * @param startFrom the folder of an earlier campaign whose model is the prior, relative to the
 *     campaign file
 * @param selfTraining the number of items in the validation stream that decides whether guesses
 *     beside the labels do harm; absent where there are no guesses
 */
public record ModelSpec(
    TrainerSpec trainer, boolean search, Optional<String> startFrom, OptionalInt selfTraining) {}
