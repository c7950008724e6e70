/**
 * The documents that a campaign keeps in the object store: their keys, their records, their JSON.
 */
@NullMarked
package io.labelloop.workflow.document;

import org.jspecify.annotations.NullMarked;
