@NullMarked
package io.labelloop.portal.http;

import org.jspecify.annotations.NullMarked;
