/** Tests of the handlers' decisions, with services whose answers are known before. */
@NullMarked
package io.labelloop.functions;

import org.jspecify.annotations.NullMarked;
