package io.chronoshard.jobs.cli;

import java.util.List;

/**
 * An option that a job takes beside those of all jobs.
 *
 * @param name with its dashes, such as {@code --keep}
 * @param parameter what follows it, as the help shows it; empty where nothing does
 * @param description what it does, in one line of the help
 * @param actions that take it; none where the job has no actions
 */
public record JobOption(String name, String parameter, String description, List<String> actions) {

  /** Copies the list. */
  public JobOption {
    actions = List.copyOf(actions);
  }

  /** Whether it stands alone. */
  public boolean isFlag() {
    return parameter.isEmpty();
  }
}
