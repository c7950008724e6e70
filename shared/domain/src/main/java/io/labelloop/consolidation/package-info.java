/**
 * From what several annotators answered to one label per item, and to what annotators are worth.
 */
@NullMarked
package io.labelloop.consolidation;

import org.jspecify.annotations.NullMarked;
