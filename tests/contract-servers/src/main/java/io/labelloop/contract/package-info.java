/**
 * Servers that speak the wire protocol of SageMaker and Mechanical Turk to the real SDK clients,
 * with simulated annotators behind them and the moods of real services. Every request is held
 * against the service's published model.
 */
@NullMarked
package io.labelloop.contract;

import org.jspecify.annotations.NullMarked;
