/** Tribuo learners and the feature spaces that feed them. */
@NullMarked
package io.labelloop.learning;

import org.jspecify.annotations.NullMarked;
