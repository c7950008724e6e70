/** The real template with the real functions, deployed in LocalStack. */
@NullMarked
package io.labelloop.tests.localstack;

import org.jspecify.annotations.NullMarked;
