package io.chronoshard.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model reads of a window, and what it forecasts.
 *
 * @param inputs in the network's order, at least one
 * @param outputs in the network's order, at least one
 * @param recursive times that it forecasts, each time from where its own forecasts lead; 1 for once
 */
public record ModelEnds(List<InputSettings> inputs, List<OutputSettings> outputs, int recursive) {

  /** Copies the lists. */
  public ModelEnds {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Which forecast once. */
  public ModelEnds(List<InputSettings> inputs, List<OutputSettings> outputs) {
    this(inputs, outputs, 1);
  }

  /** One input of all columns, and one output of all targets. */
  public static ModelEnds of(WindowSettings window) {
    return new ModelEnds(
        List.of(InputSettings.usual(window)), List.of(OutputSettings.usual(window)));
  }

  /** The input that reads the most rows back from the origin; nothing where none does. */
  Optional<InputSettings> longestPast() {
    return inputs.stream()
        .filter(input -> input.kind() == InputSettings.Kind.PAST)
        .max(Comparator.comparingInt(InputSettings::length));
  }

  /** The names of the outputs. */
  public List<String> outputNames() {
    return outputs.stream().map(OutputSettings::name).toList();
  }

  /** The targets of the outputs that have no loss of their own. */
  List<TargetSettings> usualTargets(WindowSettings window) {
    return window.targets().stream()
        .filter(
            target ->
                outputs.stream()
                    .filter(output -> output.loss().isEmpty())
                    .anyMatch(
                        output ->
                            output.targets().isEmpty() || output.targets().contains(target.name())))
        .toList();
  }

  /** Reads the keys of the block {@code model} that say what it reads and forecasts. */
  static ModelEnds read(Section section, WindowSettings window) {
    ModelEnds usual = of(window);
    List<InputSettings> inputs = new ArrayList<>();
    section.sections("inputs").forEach(block -> inputs.add(InputSettings.read(block, window)));
    List<OutputSettings> outputs = new ArrayList<>();
    section.sections("outputs").forEach(block -> outputs.add(OutputSettings.read(block, window)));
    return new ModelEnds(
        inputs.isEmpty() ? usual.inputs : inputs,
        outputs.isEmpty() ? usual.outputs : outputs,
        section.integer("recursive", 1, 100_000));
  }
}
