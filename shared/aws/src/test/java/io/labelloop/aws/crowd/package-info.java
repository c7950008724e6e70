/** Tests of {@link io.labelloop.aws.crowd} without a server. */
@NullMarked
package io.labelloop.aws.crowd;

import org.jspecify.annotations.NullMarked;
