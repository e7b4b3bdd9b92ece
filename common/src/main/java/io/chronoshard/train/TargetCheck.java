package io.chronoshard.train;

import io.chronoshard.config.OutputSettings;
import io.chronoshard.error.DataException;
import io.chronoshard.feature.Target;
import io.chronoshard.scale.ColumnStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether there is anything to learn of a target.
 *
 * @param target what is to be learned
 * @param columns of each of its columns, what the training part holds
 * @param outputs of the model
 */
record TargetCheck(Target target, List<ColumnStatistics> columns, List<OutputSettings> outputs) {

  /**
   * Refuses a target that is never known, or of which the training part holds one value alone.
   *
   * @throws DataException with the target, the value and what to do
   */
  void require() {
    ColumnStatistics first = columns.get(0);
    FittedScalers.requireKnown(first, "target", target.name());
    switch (target.kind()) {
      case VALUE, LIFE -> requireOther(first.isConstant(), "is " + first.minimum());
      case CHANGE -> requireOther(first.isConstant(), "changes by " + first.minimum());
      case EVENT ->
          requireOther(first.isConstant(), first.maximum() > 0 ? "happens" : "does not happen");
      case CLASSES -> {
        List<String> held = held();
        requireOther(held.size() == 1, "is of the one class \"" + held.get(0) + "\"");
      }
    }
  }

  /** The classes that there are in the training part. */
  private List<String> held() {
    return target.classes().stream()
        .filter(name -> columns.get(target.classes().indexOf(name)).maximum() > 0)
        .toList();
  }

  private void requireOther(boolean isOne, String what) {
    if (isOne) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the target \"%s\" %s at all %d known steps of the training part%s: there is nothing to learn; choose another window.targets or another split",
              target.name(),
              what,
              columns.get(0).count(),
              target.isProbable() ? probabilities() : ""));
    }
  }

  /** What the outputs that forecast it are to give. */
  private String probabilities() {
    return outputs.stream()
        .filter(output -> output.targets().isEmpty() || output.targets().contains(target.name()))
        .map(this::probabilities)
        .collect(Collectors.joining(" and ", ", of which ", ""));
  }

  private String probabilities(OutputSettings output) {
    int each = columns.size();
    return String.format(
        Locale.ROOT,
        "%s is to give %d %s for each of %d steps",
        output.path(),
        each,
        each == 1 ? "probability" : "probabilities",
        output.horizon());
  }
}
