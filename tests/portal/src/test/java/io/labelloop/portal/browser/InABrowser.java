package io.labelloop.portal.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Tests that need Chromium; they take it as a parameter of type {@link Chromium}. Where none is
 * installed they are skipped by name, and fail with {@code CI=true}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InABrowser.Shared.class)
@interface InABrowser {

  /** Starts the browser with the first test that asks, and stops it after the last. */
  final class Shared implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace SPACE =
        ExtensionContext.Namespace.create(InABrowser.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      boolean needed = "true".equals(System.getenv("CI"));
      return Chromium.installed().isPresent() || needed
          ? ConditionEvaluationResult.enabled("a browser is there, or has to be")
          : ConditionEvaluationResult.disabled(
              "no Chromium on this machine (apt-get install chromium, or LABELLOOP_CHROMIUM)");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(SPACE)
          .getOrComputeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    }
  }
}
