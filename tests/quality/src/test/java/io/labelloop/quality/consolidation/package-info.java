/** Gates of what consolidation makes of crowds. */
@NullMarked
package io.labelloop.quality.consolidation;

import org.jspecify.annotations.NullMarked;
