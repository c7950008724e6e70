/** Tests of the workflow as a whole. */
@NullMarked
package io.labelloop.tests;

import org.jspecify.annotations.NullMarked;
