/** What a person types: the commands, their output and their exit codes. */
@NullMarked
package io.labelloop.local.cli;

import org.jspecify.annotations.NullMarked;
