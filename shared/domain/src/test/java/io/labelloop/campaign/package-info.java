@NullMarked
package io.labelloop.campaign;

import org.jspecify.annotations.NullMarked;
