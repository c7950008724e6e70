/** Gates: how often a campaign may certify what is not true. */
@NullMarked
package io.labelloop.quality.certification;

import org.jspecify.annotations.NullMarked;
