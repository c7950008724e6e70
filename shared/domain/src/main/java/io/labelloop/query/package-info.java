/** Which items to ask about next: acquisition functions, query strategies, seed sets. */
@NullMarked
package io.labelloop.query;

import org.jspecify.annotations.NullMarked;
