package io.labelloop.local;

/** A campaign asks for annotators whom this machine cannot reach. */
public final class UnsupportedWorkforceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedWorkforceException(String workforce) {
    super(
        "/workforce/type: '"
            + workforce
            + "' is not reached from this machine; "
            + switch (workforce) {
              case "ground-truth" ->
                  "deploy the stack on AWS and upload the campaign there (docs/workforces.md), or try it with 'simulated'";
              case "mechanical-turk" ->
                  "Mechanical Turk closed on 30 September 2026 (docs/workforces.md says what to use instead); try it with 'simulated'";
              default -> "campaigns run here with simulated annotators ('simulated')";
            });
  }
}
