@NullMarked
package io.labelloop.portal;

import org.jspecify.annotations.NullMarked;
