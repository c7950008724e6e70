package io.labelloop.functions;

import java.util.Optional;

/**
 * What {@code template.yaml} tells a function through its environment.
 *
 * @param bucket the data bucket: {@code LABELLOOP_BUCKET}
 * @param step the step that this function is, by its class's name: {@code LABELLOOP_STEP}
 * @param topic the ARN of the SNS topic that people are told by; without one nobody is told: {@code
 *     LABELLOOP_TOPIC}
 * @param roundStateMachine the ARN of the state machine of a round: {@code
 *     LABELLOOP_ROUND_STATE_MACHINE}
 * @param groundTruthRole the ARN of the role in which Ground Truth reads and writes; without one
 *     the stack has no such workforce: {@code LABELLOOP_GROUND_TRUTH_ROLE}
 * @param mechanicalTurkQueue the URL of the queue that Mechanical Turk tells of HITs; without one
 *     the stack has no such workforce: {@code LABELLOOP_MECHANICAL_TURK_QUEUE}
 * @param budgetCeiling what all campaigns of the stack may spend together, such as {@code 500 USD};
 *     without one each is limited by its own budget alone: {@code LABELLOOP_BUDGET_CEILING}
 * @param portal the portal's address; without one the stack has no such workforce: {@code
 *     LABELLOOP_PORTAL_ADDRESS}
 * @param campaignStateMachine the ARN of the state machine of campaigns: {@code
 *     LABELLOOP_CAMPAIGN_STATE_MACHINE}
 * @param logGroup the name of the functions' log group: {@code LABELLOOP_LOG_GROUP}
 * @param stack the stack's name, which its metrics are filed under: {@code LABELLOOP_STACK}
 */
record Settings(
    String bucket,
    Optional<String> step,
    Optional<String> topic,
    Optional<String> roundStateMachine,
    Optional<String> groundTruthRole,
    Optional<String> mechanicalTurkQueue,
    Optional<String> budgetCeiling,
    Optional<String> portal,
    Optional<String> campaignStateMachine,
    Optional<String> logGroup,
    Optional<String> stack) {}
