/** Seeded gates of automatic labels. */
@NullMarked
package io.labelloop.quality.autolabel;

import org.jspecify.annotations.NullMarked;
