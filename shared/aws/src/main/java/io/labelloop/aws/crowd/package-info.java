/**
 * What Ground Truth and Mechanical Turk have in common: the pages that people see, made of one
 * source, and the answers that their forms send.
 */
@NullMarked
package io.labelloop.aws.crowd;

import org.jspecify.annotations.NullMarked;
