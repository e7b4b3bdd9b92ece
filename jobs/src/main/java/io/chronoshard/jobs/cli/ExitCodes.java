package io.chronoshard.jobs.cli;

import io.chronoshard.config.Nearest;
import io.chronoshard.error.UserException;
import io.chronoshard.registry.StorageRefusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong → the line that the operator reads, and the exit code. */
public final class ExitCodes {

  private static final Logger LOG = LoggerFactory.getLogger(ExitCodes.class);

  /** A defect of ours. */
  static final int DEFECT = 1;

  /** A wrong command line. */
  static final int COMMAND_LINE = 2;

  private ExitCodes() {}

  /** For arguments that cannot be understood. */
  static int of(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    StringBuilder message = new StringBuilder(name).append(": ").append(exception.getMessage());
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      List<String> nearest =
          Nearest.first(unmatched.getUnmatched().get(0), unmatched.getSuggestions());
      message.append(". Did you mean ").append(nearest.get(0)).append('?');
    }
    command.getErr().println(message);
    command.getErr().println("Try '" + name + " --help'.");
    return COMMAND_LINE;
  }

  /** For a job that failed. */
  static int of(Exception exception, CommandLine command, ParseResult parsed) {
    if (exception instanceof EndedElsewhere ended) {
      return ended.code();
    }
    String name = command.getCommandSpec().qualifiedName();
    UserException mendable = mendable(exception);
    if (mendable != null) {
      LOG.debug("{} ended with code {}", name, mendable.exitCode(), exception);
      command.getErr().println(name + ": " + mendable.getMessage());
      return mendable.exitCode();
    }
    LOG.error("{} failed", name, exception);
    command
        .getErr()
        .println(
            name + ": a defect, not your doing: " + exception + "; the stack trace is in the log");
    return DEFECT;
  }

  /**
   * What somebody is told of a failure who does not sit at the terminal. Of a defect it is no more
   * than its kind: nobody knows what else its message holds.
   */
  public static String told(Throwable failure) {
    UserException mendable = mendable(failure);
    return mendable == null
        ? "a defect (" + failure.getClass().getName() + "); the stack trace is in the log"
        : String.valueOf(mendable.getMessage());
  }

  /**
   * What the operator can mend, where that is behind a failure: Spark hands on what a task threw as
   * the cause of an exception of its own, be it ours or the storage's; of executors that were lost
   * it tells in words.
   */
  static @Nullable UserException mendable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException mendable) {
        return mendable;
      }
    }
    Optional<? extends UserException> storage = StorageRefusal.in(failure);
    return storage.isPresent() ? storage.get() : LostExecutors.in(failure).orElse(null);
  }
}
