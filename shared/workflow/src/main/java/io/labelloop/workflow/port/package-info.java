/**
 * What the steps ask of the world outside; each port's promise is held by one contract test for all
 * its adapters.
 */
@NullMarked
package io.labelloop.workflow.port;

import org.jspecify.annotations.NullMarked;
