@NullMarked
package io.labelloop.local.cli;

import org.jspecify.annotations.NullMarked;
