/**
 * The portal's pages in a real browser: the goals by number, accessibility, hostile content,
 * pictures.
 */
@NullMarked
package io.labelloop.portal.browser;

import org.jspecify.annotations.NullMarked;
