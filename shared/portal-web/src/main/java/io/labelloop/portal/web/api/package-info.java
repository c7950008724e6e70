/** The portal's JSON resources. */
@NullMarked
package io.labelloop.portal.web.api;

import org.jspecify.annotations.NullMarked;
