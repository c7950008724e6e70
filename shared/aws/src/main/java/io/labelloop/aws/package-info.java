/** The ports' adapters for AWS: objects in S3, task tokens of Step Functions, messages by SNS. */
@NullMarked
package io.labelloop.aws;

import org.jspecify.annotations.NullMarked;
