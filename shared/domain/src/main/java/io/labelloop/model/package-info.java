/** What a learner promises to the rest of the domain. */
@NullMarked
package io.labelloop.model;

import org.jspecify.annotations.NullMarked;
