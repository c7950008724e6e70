/**
 * One class per state of the workflow that does work: each loads, decides through the domain, and
 * saves.
 */
@NullMarked
package io.labelloop.workflow.step;

import org.jspecify.annotations.NullMarked;
