package io.chronoshard.jobs.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the command line asked of a job.
 *
 * @param config the configuration file
 * @param sets settings over the file, each {@code key=value}, in the order given; of two for one
 *     key the later counts
 * @param words the action and what follows it; empty for a job without actions
 * @param verbosity how much to report on {@code err}
 * @param format how to write the result on {@code out}
 * @param out takes the result, and nothing else
 * @param err takes progress and messages
 */
public record JobContext(
    Path config,
    List<String> sets,
    List<String> words,
    Verbosity verbosity,
    Format format,
    PrintStream out,
    PrintStream err) {

  /** Copies the lists. */
  public JobContext {
    sets = List.copyOf(sets);
    words = List.copyOf(words);
  }
}
