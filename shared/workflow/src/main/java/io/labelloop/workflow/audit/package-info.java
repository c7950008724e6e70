/** Verification of a campaign's documents from its raw answers. */
@NullMarked
package io.labelloop.workflow.audit;

import org.jspecify.annotations.NullMarked;
