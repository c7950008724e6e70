/** The steps of a campaign, what they read and write, and the ports through which they do. */
@NullMarked
package io.labelloop.workflow;

import org.jspecify.annotations.NullMarked;
