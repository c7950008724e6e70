@NullMarked
package io.labelloop.pool;

import org.jspecify.annotations.NullMarked;
