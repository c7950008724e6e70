package io.labelloop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a task calls. An exception fails the task; its class's binary name is the error's name, as
 * for a Lambda function in Java.
 */
@FunctionalInterface
public interface LambdaFunction {
  JsonNode invoke(JsonNode payload) throws Exception;
}
