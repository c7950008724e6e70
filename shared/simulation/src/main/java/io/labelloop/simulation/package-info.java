/** Annotators that do not exist, for trying things out and for tests, on one machine and on AWS. */
@NullMarked
package io.labelloop.simulation;

import org.jspecify.annotations.NullMarked;
