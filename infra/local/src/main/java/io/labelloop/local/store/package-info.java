/** Objects on one machine's file system. */
@NullMarked
package io.labelloop.local.store;

import org.jspecify.annotations.NullMarked;
