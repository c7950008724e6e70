/** The portal's HTML pages. */
@NullMarked
package io.labelloop.portal.web.page;

import org.jspecify.annotations.NullMarked;
