@org.jspecify.annotations.NullMarked
package io.labelloop.sequence;
