/** Tests of {@link io.labelloop.aws.mechanicalturk} without a server. */
@NullMarked
package io.labelloop.aws.mechanicalturk;

import org.jspecify.annotations.NullMarked;
