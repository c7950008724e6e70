/** What a person may do to a campaign while it runs, whatever carries the wish here. */
@NullMarked
package io.labelloop.workflow.operation;

import org.jspecify.annotations.NullMarked;
