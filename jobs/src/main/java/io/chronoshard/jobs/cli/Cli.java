package io.chronoshard.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code chronoshard}, with a subcommand for each job. */
public final class Cli {

  private final List<Job> jobs;

  /** With the jobs in the order in which the help shows them. */
  public Cli(List<Job> jobs) {
    this.jobs = List.copyOf(jobs);
  }

  /**
   * Parses, runs the job, and returns the exit code.
   *
   * @param out takes results, and the help that was asked for
   * @param err takes progress and messages
   */
  public int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine chronoshard = new CommandLine(root());
    jobs.forEach(job -> chronoshard.addSubcommand(job.name(), command(job)));
    return chronoshard
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setParameterExceptionHandler(ExitCodes::of)
        .setExecutionExceptionHandler(ExitCodes::of)
        .setExecutionStrategy(parsed -> execute(parsed, out, err))
        .execute(args);
  }

  private static CommandSpec root() {
    CommandSpec root =
        CommandSpec.create()
            .name("chronoshard")
            .version("chronoshard " + version())
            .mixinStandardHelpOptions(true);
    root.usageMessage()
        .description("Recurrent forecasters for long sensor histories, trained on Spark.")
        .synopsisSubcommandLabel("JOB")
        .commandListHeading("%nJobs:%n")
        .footer("", "'chronoshard JOB --help' shows a job's options.");
    return root;
  }

  /** The jar says; classes outside of a jar have none. */
  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a jar)" : version;
  }

  private static CommandSpec command(Job job) {
    CommandSpec command =
        CommandSpec.wrapWithoutInspection(job)
            .addOption(
                OptionSpec.builder("--config")
                    .type(Path.class)
                    .required(true)
                    .paramLabel("FILE")
                    .description("The configuration.")
                    .build())
            .addOption(
                OptionSpec.builder("--set")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .paramLabel("KEY=VALUE")
                    .description("A setting over the configuration's; may be repeated.")
                    .build())
            .addArgGroup(
                ArgGroupSpec.builder()
                    .exclusive(true)
                    .addArg(flag("--quiet", "Report nothing but errors."))
                    .addArg(flag("--verbose", "Report more, and log what is behind an error."))
                    .build())
            .addOption(flag("--json", "Write the result as one JSON object."))
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help.")
                    .build());
    job.options().forEach(option -> command.addOption(own(option)));
    if (!job.actions().isEmpty()) {
      command.addPositional(
          PositionalParamSpec.builder()
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1..*")
              .required(true)
              .paramLabel("ACTION")
              .description("One of " + String.join(", ", job.actions()) + ", and what it needs.")
              .build());
    }
    command.usageMessage().description(job.summary());
    if (!job.footer().isEmpty()) {
      command
          .usageMessage()
          .footer(Stream.concat(Stream.of(""), job.footer().stream()).toArray(String[]::new));
    }
    return command;
  }

  private static OptionSpec own(JobOption option) {
    return option.isFlag()
        ? flag(option.name(), option.description())
        : OptionSpec.builder(option.name())
            .type(String.class)
            .paramLabel(option.parameter())
            .description(option.description())
            .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  private static int execute(ParseResult parsed, PrintStream out, PrintStream err) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      CommandLine chronoshard = parsed.commandSpec().commandLine();
      chronoshard.usage(chronoshard.getErr());
      return ExitCodes.COMMAND_LINE;
    }
    ParseResult options = parsed.subcommand();
    CommandLine command = options.commandSpec().commandLine();
    if (!(options.commandSpec().userObject() instanceof Job job)) {
      throw new IllegalStateException("no job behind " + options.commandSpec().name());
    }
    JobContext context = context(job, options, out, err);
    if (context.verbosity() == Verbosity.VERBOSE) {
      Configurator.setLevel("io.chronoshard", Level.DEBUG);
    }
    try {
      job.run(context);
    } catch (Exception failure) {
      // Spark throws checked exceptions that nobody declares.
      throw new CommandLine.ExecutionException(command, "the job failed", failure);
    }
    return 0;
  }

  private static JobContext context(
      Job job, ParseResult options, PrintStream out, PrintStream err) {
    CommandLine command = options.commandSpec().commandLine();
    List<String> sets = options.matchedOptionValue("--set", List.<String>of());
    for (String set : sets) {
      if (set.indexOf('=') < 1) {
        throw new ParameterException(
            command, "--set takes key=value, as in training.epochs=5, and was given '" + set + "'");
      }
    }
    List<String> words = options.matchedPositionalValue(0, List.<String>of());
    if (!words.isEmpty() && !job.actions().contains(words.get(0))) {
      throw new ParameterException(
          command,
          "'"
              + words.get(0)
              + "' is not one of its actions, which are "
              + String.join(", ", job.actions()));
    }
    return new JobContext(
        options.matchedOptionValue("--config", Path.of("")),
        sets,
        words,
        own(job, words, options),
        options.hasMatchedOption("--quiet")
            ? Verbosity.QUIET
            : options.hasMatchedOption("--verbose") ? Verbosity.VERBOSE : Verbosity.NORMAL,
        options.hasMatchedOption("--json") ? Format.JSON : Format.TEXT,
        out,
        err);
  }

  /** The job's own options that were given, of which the action must know each. */
  private static Map<String, String> own(Job job, List<String> words, ParseResult options) {
    Map<String, String> given = new TreeMap<>();
    for (JobOption option : job.options()) {
      if (!options.hasMatchedOption(option.name())) {
        continue;
      }
      if (!words.isEmpty() && !option.actions().contains(words.get(0))) {
        throw new ParameterException(
            options.commandSpec().commandLine(),
            String.format(
                Locale.ROOT,
                "%s belongs to %s, not to %s",
                option.name(),
                String.join(", ", option.actions()),
                words.get(0)));
      }
      given.put(
          option.name(), option.isFlag() ? "" : options.matchedOptionValue(option.name(), ""));
    }
    return given;
  }
}
