/** Where labels come from: every answer, method, model, reason and price behind them. */
@NullMarked
package io.labelloop.workflow.lineage;

import org.jspecify.annotations.NullMarked;
