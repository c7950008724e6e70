package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares a policy that people are given with the calls that their commands made. */
final class PeoplesPolicies {
  private final Template template = new Template();

  /**
   * Every call is allowed, and everything that is allowed was called.
   *
   * @param besides actions that are allowed for what these commands did not do
   */
  void assertSame(String policy, List<AwsCall> calls, Set<String> besides) {
    assertThat(calls).isNotEmpty();
    List<Allowed> allowed = allowed(policy);
    for (AwsCall call : calls) {
      assertThat(allowed).as(policy + ": " + call).anyMatch(one -> one.covers(call));
    }
    for (Allowed one : allowed) {
      if (!besides.contains(one.action)) {
        assertThat(calls).as(policy + " allows " + one).anyMatch(one::covers);
      }
    }
  }

  /** Whether a policy allows a call. */
  boolean allows(String policy, AwsCall call) {
    return allowed(policy).stream().anyMatch(one -> one.covers(call));
  }

  /** The actions that a policy allows on anything. */
  Set<String> actions(String policy) {
    return allowed(policy).stream().map(Allowed::action).collect(Collectors.toSet());
  }

  /** What a policy allows an action on. */
  Set<String> resources(String policy, String action) {
    return allowed(policy).stream()
        .filter(one -> one.action.equals(action))
        .map(Allowed::resource)
        .collect(Collectors.toSet());
  }

  private record Allowed(String action, String resource) {
    boolean covers(AwsCall call) {
      return action.equals(call.action())
          && (call.key().isEmpty() || keys().matcher(call.key()).matches());
    }

    private Pattern keys() {
      return TemplateTest.keyPattern(resource);
    }
  }

  private List<Allowed> allowed(String policy) {
    var all = new ArrayList<Allowed>();
    template
        .resource(policy)
        .at("/Properties/PolicyDocument/Statement")
        .forEach(statement -> all.addAll(allowed(statement)));
    return all;
  }

  private static List<Allowed> allowed(JsonNode statement) {
    if (statement.isArray()) {
      // a condition, the statement, and nothing
      return allowed(statement.get(1));
    }
    var all = new ArrayList<Allowed>();
    for (String action : Template.texts(statement.path("Action"))) {
      for (String resource : Template.texts(statement.path("Resource"))) {
        all.add(new Allowed(action, resource));
      }
    }
    return all;
  }
}
