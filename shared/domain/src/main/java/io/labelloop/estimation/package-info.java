/** How good a model is, and how sure that is: bounds that hold over all rounds of a campaign. */
@NullMarked
package io.labelloop.estimation;

import org.jspecify.annotations.NullMarked;
