/** What a person sees who watches campaigns, put together from few small documents of each. */
@NullMarked
package io.labelloop.workflow.cockpit;

import org.jspecify.annotations.NullMarked;
