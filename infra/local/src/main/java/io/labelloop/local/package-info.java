/** The stand-in for AWS on one machine, and the command line. */
@NullMarked
package io.labelloop.local;

import org.jspecify.annotations.NullMarked;
