/** Seeded gates on real data: what the methods reach, not only that they run. */
@NullMarked
package io.labelloop.quality;

import org.jspecify.annotations.NullMarked;
