package io.chronoshard.jobs.cli;

import io.chronoshard.error.ClusterException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Spark says where a job ended because its executors did: no defect, but too little memory.
 */
final class LostExecutors {

  /** That a job was ended, with the reason. */
  private static final Pattern ENDED =
      Pattern.compile("Job aborted due to stage failure: |Job \\d+ cancelled because ");

  /** That executors were lost, or the application with them. */
  private static final Pattern LOST =
      Pattern.compile(
          "ExecutorLostFailure|java\\.lang\\.OutOfMemoryError|cannot run anywhere due to node and executor"
              + "|Master removed our application|because SparkContext was shut down");

  /** What Spark writes below the reason. */
  private static final Pattern TRACE =
      Pattern.compile("\\s*(Driver stacktrace:|\\n\\s*at ).*", Pattern.DOTALL);

  private LostExecutors() {}

  /** Such a failure behind another, in words; nothing where there is none. */
  static Optional<ClusterException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && ENDED.matcher(message).lookingAt() && LOST.matcher(message).find()) {
        return Optional.of(new ClusterException(text(message), failure));
      }
    }
    return Optional.empty();
  }

  private static String text(String message) {
    return "the cluster lost the executors that worked on this: "
        + TRACE.matcher(message).replaceFirst("").strip()
        + ". Their logs tell why; most often they had too little memory: give a larger --executor-memory (in one process,"
        + " --driver-memory), beside the heap a larger spark.executor.memoryOverhead, or fewer cores to each. A training that is"
        + " run again goes on from its newest checkpoint";
  }
}
