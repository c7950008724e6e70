/** What annotators answered. */
@NullMarked
package io.labelloop.annotation;

import org.jspecify.annotations.NullMarked;
