/**
 * Which items a model may label alone: nested candidate sets, their audits, and what they certify.
 */
@NullMarked
package io.labelloop.autolabel;

import org.jspecify.annotations.NullMarked;
