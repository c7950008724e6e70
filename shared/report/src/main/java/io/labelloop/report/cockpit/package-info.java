/** How campaigns look to a person who watches them: HTML without scripts, for any frame. */
@NullMarked
package io.labelloop.report.cockpit;

import org.jspecify.annotations.NullMarked;
