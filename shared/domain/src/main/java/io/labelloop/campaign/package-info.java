/** What a campaign file says, read and validated as a whole. */
@NullMarked
package io.labelloop.campaign;

import org.jspecify.annotations.NullMarked;
