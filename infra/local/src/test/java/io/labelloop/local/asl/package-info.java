@NullMarked
package io.labelloop.local.asl;

import org.jspecify.annotations.NullMarked;
