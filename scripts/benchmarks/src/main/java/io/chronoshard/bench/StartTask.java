package io.chronoshard.bench;

import io.chronoshard.error.ConfigurationException;
import java.util.List;
import java.util.Locale;

/**
 * A history whose first months make a version, from which trainings on more of it begin.
 *
 * @param history where it comes from
 * @param months of the first version's training part
 * @param later by how many months the training parts of the others are longer
 * @param stepsOfMonth of 30 days
 */
record StartTask(AveragingTask history, int months, List<Integer> later, int stepsOfMonth) {

  /** Months behind a training part that judge it. */
  static final int JUDGED = 3;

  private static final List<StartTask> ALL =
      List.of(
          new StartTask(AveragingTask.of("simulated"), 9, List.of(1, 12), 30 * 144),
          new StartTask(AveragingTask.of("temperature"), 24, List.of(1, 12), 30 * 24));

  /** The names of all. */
  static List<String> names() {
    return ALL.stream().map(task -> task.history.name()).toList();
  }

  /** By its name. */
  static StartTask of(String name) {
    return ALL.stream()
        .filter(task -> task.history.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "--histories=" + name + ": there is no such one; there are " + names()));
  }

  /** The parts of a training, so many months later than the first. */
  String split(int more) {
    return String.format(
        Locale.ROOT,
        "split { by = steps, steps { training = %d, validation = %d } }%nwindow.stride = 1 hour%n",
        (months + more) * stepsOfMonth,
        JUDGED * stepsOfMonth);
  }
}
