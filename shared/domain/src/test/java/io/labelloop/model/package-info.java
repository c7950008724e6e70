@NullMarked
package io.labelloop.model;

import org.jspecify.annotations.NullMarked;
