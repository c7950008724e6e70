/** Money as an invariant: decimal amounts, and a ledger that reserves before it spends. */
@NullMarked
package io.labelloop.budget;

import org.jspecify.annotations.NullMarked;
