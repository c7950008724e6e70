/**
 * What a campaign has to say for itself: the summary that programs read and the report that people
 * read.
 */
@NullMarked
package io.labelloop.workflow.report;

import org.jspecify.annotations.NullMarked;
