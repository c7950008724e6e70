/** Programs that measure speed; nothing runs them but the scripts beside them. */
@NullMarked
package io.labelloop.benchmarks;

import org.jspecify.annotations.NullMarked;
