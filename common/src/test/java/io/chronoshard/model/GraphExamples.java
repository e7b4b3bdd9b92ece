package io.chronoshard.model;

import io.chronoshard.config.LossSettings.ClassWeights;
import io.chronoshard.config.ModelSettings;
import io.chronoshard.config.ModelSettingsExamples;
import io.chronoshard.kernel.Loss;
import io.chronoshard.model.LayerShape.Code;
import io.chronoshard.model.LayerShape.Sequence;
import io.chronoshard.model.LayerShape.Vector;
import io.chronoshard.model.error.ValueForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Graphs of all kinds, small. */
final class GraphExamples {

  /** Two sequences of four steps, of two and of three features, and a vector of two. */
  static final List<ModelInput> INPUTS =
      List.of(
          new ModelInput("left", "left", new Sequence(4, 2)),
          new ModelInput("right", "right", new Sequence(4, 3)),
          new ModelInput("place", "place", new Vector(2)));

  private GraphExamples() {}

  /** An architecture, and what it is to learn. */
  record Graph(Architecture architecture, Objectives objectives) {}

  /** By what they show. */
  static Map<String, Graph> all() {
    return Map.of(
        "branches and heads",
        graph(
            INPUTS,
            List.of(output("near", "a", 1, 2), output("far", "steps", 4, 1)),
            List.of(1.0, 0.25),
            """
            { name = l, from = left, type = lstm, units = 3 },
            { name = r, from = right, type = gru, units = 3, output = sequence },
            { name = r-last, from = r, type = global-max },
            { name = p, from = place, type = dense, units = 3, activation = tanh },
            { name = all, from = [l, r-last, p], type = concatenate },
            { name = a, from = all, type = dense, units = 3, activation = sigmoid },
            { name = again, from = l, type = repeat, times = 4 },
            { name = steps, from = [again, r], type = multiply }"""),
        "merges of one shape",
        graph(
            INPUTS,
            List.of(output("total", "mean", 2, 1), output("far", "flat", 1, 3)),
            List.of(2.0, 1.0),
            """
            { name = l, from = left, type = dense, units = 3, activation = tanh },
            { name = r, from = right, type = simple-rnn, units = 3, output = sequence },
            { name = less, from = [l, r], type = subtract },
            { name = most, from = [less, l], type = maximum },
            { name = sum, from = [most, r, less], type = add },
            { name = p, from = place, type = layer-norm },
            { name = both, from = [sum-last, p-3], type = average },
            { name = p-3, from = p, type = dense, units = 3 },
            { name = sum-last, from = sum, type = gru, units = 3 },
            { name = mean, from = both, type = repeat, times = 2 },
            { name = flat, from = sum, type = flatten }"""),
        "several series",
        graph(
            List.of(INPUTS.get(0), new ModelInput("who", "who", new Code(4))),
            List.of(output("output", "", 1, 2)),
            List.of(1.0),
            """
            { name = l, from = left, type = gru, units = 3 },
            { name = own, from = who, type = embedding, units = 3 },
            { name = level, from = who, type = embedding, units = 2, l2 = 0.1 },
            { name = both, from = [l, own], type = multiply },
            { name = all, from = [both, level], type = concatenate },
            { name = end, from = all, type = dense, units = 3, activation = tanh }"""),
        "known ahead",
        graph(
            List.of(INPUTS.get(0), new ModelInput("ahead", "ahead", new Sequence(2, 3))),
            List.of(output("output", "", 2, 2)),
            List.of(1.0),
            """
            { name = encoder, from = left, type = lstm, units = 2 },
            { name = context, type = repeat },
            { name = known, from = [context, ahead], type = concatenate },
            { name = decoder, type = lstm, units = 3, output = sequence, direction = both }"""));
  }

  /** Layers one behind the other, some of them beside a way around them. */
  static Graph residual() {
    ModelSettings settings =
        ModelSettingsExamples.of(
            "type = conv1d, filters = 3, size = 2, padding = causal, activation = tanh",
            "type = residual, layers = [{ type = gru, units = 3, output = sequence }, { type ="
                + " layer-norm }, { type = residual, layers = [{ type = conv1d, filters = 3, size ="
                + " 3, padding = same }] }]",
            "type = global-average",
            "type = residual, layers = [{ type = dense, units = 3, activation = elu }]");
    return graph(settings, INPUTS.subList(0, 1), List.of(output("output", "", 1, 2)), List.of(1.0));
  }

  private static ModelOutput output(String name, String from, int horizon, int targets) {
    return new ModelOutput(name, name, from, new OutputShape(horizon, targets));
  }

  private static Graph graph(
      List<ModelInput> inputs, List<ModelOutput> outputs, List<Double> weights, String nodes) {
    // The ends of the configuration say nothing here: these stand for them.
    String names =
        inputs.stream()
            .map(input -> "{ name = " + input.name() + " }")
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return graph(
        ModelSettingsExamples.graph("inputs = [" + names + "]", "graph = [" + nodes + "]"),
        inputs,
        outputs,
        weights);
  }

  private static Graph graph(
      ModelSettings settings,
      List<ModelInput> inputs,
      List<ModelOutput> outputs,
      List<Double> weights) {
    List<HeadObjective> heads = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int targets = outputs.get(i).shape().outputs();
      heads.add(
          new HeadObjective(
              outputs.get(i).name(),
              weights.get(i),
              new Objective(
                  new Loss.MeanSquared(),
                  List.of(),
                  ClassWeights.NONE,
                  Collections.nCopies(targets, new ValueForm()),
                  Collections.nCopies(targets, new ValueForm()))));
    }
    return new Graph(Architecture.of(settings, inputs, outputs), new Objectives(heads));
  }
}
