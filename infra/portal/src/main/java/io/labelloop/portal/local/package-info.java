/** The portal on one machine. */
@NullMarked
package io.labelloop.portal.local;

import org.jspecify.annotations.NullMarked;
