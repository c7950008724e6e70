/** Labeling jobs of SageMaker Ground Truth, which takes no new customers since July 2026. */
@NullMarked
package io.labelloop.aws.groundtruth;

import org.jspecify.annotations.NullMarked;
