@NullMarked
package io.labelloop.portal.lambda;

import org.jspecify.annotations.NullMarked;
