/** Vectors, clustering and projection: the arithmetic that strategies and learners share. */
@NullMarked
package io.labelloop.numeric;

import org.jspecify.annotations.NullMarked;
