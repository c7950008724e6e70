@NullMarked
package io.labelloop.learning;

import org.jspecify.annotations.NullMarked;
