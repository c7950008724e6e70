/** The portal over HTTP. */
@NullMarked
package io.labelloop.portal.web;

import org.jspecify.annotations.NullMarked;
