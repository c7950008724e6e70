@NullMarked
package io.labelloop.learning.compare;

import org.jspecify.annotations.NullMarked;
