/** When a campaign ends, and with what outcome. */
@NullMarked
package io.labelloop.stopping;

import org.jspecify.annotations.NullMarked;
