/** Entities in sentences: BIO tags over tokens, and what is measured of them. */
@NullMarked
package io.labelloop.sequence;

import org.jspecify.annotations.NullMarked;
