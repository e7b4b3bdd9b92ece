package io.chronoshard.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model reads of a window, and what it forecasts.
 *
 * @param inputs in the network's order, at least one
 * @param outputs in the network's order, at least one
 */
public record ModelEnds(List<InputSettings> inputs, List<OutputSettings> outputs) {

  /** Copies the lists. */
  public ModelEnds {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** One input of all columns, and one output of all targets. */
  public static ModelEnds of(WindowSettings window) {
    return new ModelEnds(
        List.of(InputSettings.usual(window)), List.of(OutputSettings.usual(window)));
  }

  /** The names of the outputs. */
  public List<String> outputNames() {
    return outputs.stream().map(OutputSettings::name).toList();
  }

  /** Reads the keys of the block {@code model} that say what it reads and forecasts. */
  static ModelEnds read(Section section, WindowSettings window) {
    ModelEnds usual = of(window);
    List<InputSettings> inputs = new ArrayList<>();
    section.sections("inputs").forEach(block -> inputs.add(InputSettings.read(block, window)));
    List<OutputSettings> outputs = new ArrayList<>();
    section.sections("outputs").forEach(block -> outputs.add(OutputSettings.read(block, window)));
    return new ModelEnds(
        inputs.isEmpty() ? usual.inputs : inputs, outputs.isEmpty() ? usual.outputs : outputs);
  }
}
