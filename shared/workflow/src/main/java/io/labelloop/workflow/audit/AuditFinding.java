package io.labelloop.workflow.audit;

/**
 * Something that is not as it should be.
 *
 * @param document the key of the document that it is about
 * @param problem what is wrong, in a sentence without a subject
 */
public record AuditFinding(String document, String problem) {}
