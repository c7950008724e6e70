/** The adapters for Ground Truth and Mechanical Turk against servers that speak for them. */
@NullMarked
package io.labelloop.contract;

import org.jspecify.annotations.NullMarked;
