/** Learning curves: what each way of choosing items would have cost on a pool that has labels. */
@NullMarked
package io.labelloop.learning.compare;

import org.jspecify.annotations.NullMarked;
