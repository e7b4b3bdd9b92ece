package io.chronoshard.jobs.cli;

import java.io.IOException;
import java.util.List;

/**
 * Something that the command line can run: reads its inputs, calls the stages, writes its outputs.
 */
public interface Job {

  /** The word that selects it on the command line. */
  String name();

  /** What it does, in one line of the help. */
  String summary();

  /**
   * What it can be told to do, such as {@code list}. A job with actions takes one, and words after
   * it; a job without them takes no words.
   */
  default List<String> actions() {
    return List.of();
  }

  /** What its help tells at the end, a line each. */
  default List<String> footer() {
    return List.of();
  }

  /** Options beside those of all jobs, in the order in which the help shows them. */
  default List<JobOption> options() {
    return List.of();
  }

  /**
   * Does the work; returning means success.
   *
   * @throws io.chronoshard.error.UserException for what the operator can mend; its exit code
   *     becomes the process'
   * @throws IOException where storage failed in a way that nothing foresaw
   */
  void run(JobContext context) throws IOException;
}
