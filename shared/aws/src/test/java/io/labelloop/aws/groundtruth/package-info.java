/** Tests of {@link io.labelloop.aws.groundtruth} without a server. */
@NullMarked
package io.labelloop.aws.groundtruth;

import org.jspecify.annotations.NullMarked;
