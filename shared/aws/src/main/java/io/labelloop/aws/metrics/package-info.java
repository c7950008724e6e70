/** What steps measure, in the form that CloudWatch makes metrics of. */
@NullMarked
package io.labelloop.aws.metrics;

import org.jspecify.annotations.NullMarked;
