/** The JSONata subset of Amazon States Language that the workflow uses, interpreted in process. */
@NullMarked
package io.labelloop.local.asl;

import org.jspecify.annotations.NullMarked;
