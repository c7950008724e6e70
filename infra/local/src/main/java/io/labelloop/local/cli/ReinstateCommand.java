package io.labelloop.local.cli;

import io.labelloop.annotation.AnnotatorId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets an annotator work again who had been suspended. */
@Command(
    name = "reinstate",
    description =
        "Lets a suspended annotator work again and gives their answers their weight back, from the next wave of"
            + " questions on; the campaign records who did so, when and why.",
    mixinStandardHelpOptions = true)
final class ReinstateCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "DIR", description = "the campaign's workspace")
  private Path directory = Path.of("");

  @Parameters(index = "1", paramLabel = "ANNOTATOR", description = "as status names them")
  private String annotator = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "who vouches for them; by default the user's name")
  private String by = System.getProperty("user.name", "unknown");

  @Option(names = "--because", paramLabel = "TEXT", description = "why, for the record")
  private String cause = "";

  @Override
  public Integer call() {
    AnnotatorId id;
    try {
      id = new AnnotatorId(annotator);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException("ANNOTATOR: " + wrong.getMessage());
    }
    return new CampaignSession(output, directory).reinstate(id, by, cause);
  }
}
