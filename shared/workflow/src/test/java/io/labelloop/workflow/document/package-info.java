@org.jspecify.annotations.NullMarked
package io.labelloop.workflow.document;
