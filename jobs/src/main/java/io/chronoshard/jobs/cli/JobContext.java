package io.chronoshard.jobs.cli;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.registry.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the command line asked of a job.
 *
 * @param config the configuration file
 * @param sets settings over the file, each {@code key=value}, in the order given; of two for one
 *     key the later counts
 * @param words the action and what follows it; empty for a job without actions
 * @param options those of the job's own that were given, by name, each with what followed it; an
 *     empty text where nothing does
 * @param verbosity how much to report on {@code err}
 * @param format how to write the result on {@code out}
 * @param out takes the result, and nothing else
 * @param err takes progress and messages
 */
public record JobContext(
    Path config,
    List<String> sets,
    List<String> words,
    Map<String, String> options,
    Verbosity verbosity,
    Format format,
    PrintStream out,
    PrintStream err) {

  /** Copies what it is given. */
  public JobContext {
    sets = List.copyOf(sets);
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /**
   * Reads the configuration.
   *
   * @throws io.chronoshard.error.ConfigurationException with every problem there is
   */
  public Configuration configuration() {
    return configuration(List.of());
  }

  /**
   * Reads the configuration with further settings over it.
   *
   * @param further each {@code key=value}
   * @throws io.chronoshard.error.ConfigurationException with every problem there is
   */
  public Configuration configuration(List<String> further) {
    return ConfigurationReader.read(
        Optional.of(config), Stream.concat(sets.stream(), further.stream()).toList());
  }

  /** The same for a part of what a job does, whose results are no more than notes. */
  public JobContext ofPart() {
    return new JobContext(
        config,
        sets,
        words,
        options,
        verbosity,
        Format.TEXT,
        verbosity == Verbosity.QUIET
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : err,
        err);
  }

  /** Writes the job's result: as JSON, or as text. */
  public void result(Object record, Supplier<String> text) {
    if (format == Format.JSON) {
      out.writeBytes(Json.line(record));
      out.flush();
    } else {
      out.println(text.get());
    }
  }

  /** Tells what is going on, unless nobody wants to hear it. */
  public void note(String message) {
    if (verbosity != Verbosity.QUIET) {
      err.println(message);
    }
  }
}
