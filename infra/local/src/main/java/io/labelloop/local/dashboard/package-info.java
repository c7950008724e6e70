/** The cockpit of campaigns on this machine, served to browsers on it and to no others. */
@NullMarked
package io.labelloop.local.dashboard;

import org.jspecify.annotations.NullMarked;
