package io.labelloop.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.labelloop.workflow.document.JsonCodec;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where output goes: for people, everything to standard output; with {@code --json}, one JSON
 * document to standard output and everything else to standard error.
 */
final class OutputOptions {
  @Option(
      names = "--json",
      description =
          "print one JSON document on standard output, and everything else on standard error")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec before any command runs
  OutputOptions() {}

  /** Whether a person watches: the launcher looks, since Java 21 cannot tell on every system. */
  static boolean onTerminal() {
    return Boolean.getBoolean("labelloop.terminal");
  }

  boolean json() {
    return json;
  }

  /** For words that people read. */
  PrintWriter words() {
    return json ? mixee.commandLine().getErr() : mixee.commandLine().getOut();
  }

  PrintWriter errors() {
    return mixee.commandLine().getErr();
  }

  /** Prints the document, if one was asked for. */
  void document(Object value) {
    if (json) {
      try {
        mixee
            .commandLine()
            .getOut()
            .println(JsonCodec.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
