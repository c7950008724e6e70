/** Turns a campaign's report into a page that people read. */
@NullMarked
package io.labelloop.report;

import org.jspecify.annotations.NullMarked;
