/**
 * The labeling portal's core: its queue, its people and its figures, over the object store alone.
 */
@NullMarked
package io.labelloop.portal;

import org.jspecify.annotations.NullMarked;
