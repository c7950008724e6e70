@NullMarked
package io.labelloop.numeric;

import org.jspecify.annotations.NullMarked;
