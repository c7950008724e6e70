/** What annotators answered, and how answers are read. */
@NullMarked
package io.labelloop.annotation;

import org.jspecify.annotations.NullMarked;
