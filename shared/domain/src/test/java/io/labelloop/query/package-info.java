@NullMarked
package io.labelloop.query;

import org.jspecify.annotations.NullMarked;
