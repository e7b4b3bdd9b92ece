package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.kernel.reference.ReferenceRecurrent;
import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Outputs and gradients of another implementation (recurrent-layers.json). */
class ReferenceLayersTest {

  /** Gates of a kind in our order, by their places in the file's. */
  private static int[] gates(Kind kind) {
    return switch (kind) {
      case SIMPLE_RNN -> new int[] {0};
      case LSTM -> new int[] {0, 1, 2, 3};
      case GRU -> new int[] {1, 0, 2};
    };
  }

  @TestFactory
  Stream<DynamicTest> inDouble() throws IOException {
    return cases().map(each -> DynamicTest.dynamicTest(name(each), () -> checkInDouble(each)));
  }

  @TestFactory
  Stream<DynamicTest> byTheVectorEngine() throws IOException {
    return cases()
        .map(each -> DynamicTest.dynamicTest(name(each), () -> checkInFloats(each, Engine.VECTOR)));
  }

  @TestFactory
  Stream<DynamicTest> byTheScalarEngine() throws IOException {
    return cases()
        .map(each -> DynamicTest.dynamicTest(name(each), () -> checkInFloats(each, Engine.SCALAR)));
  }

  @Test
  void areManyCases() throws IOException {
    assertThat(cases()).hasSize(28);
  }

  private static void checkInDouble(JsonNode each) {
    List<double[][][]> inputs = new ArrayList<>();
    inputs.add(values(each.get("x")));
    for (int layer = 0; layer < layers(each); layer++) {
      inputs.add(
          new ReferenceRecurrent(settings(each, layer))
              .forward(parameters(each, layer, ""), inputs.get(layer), masks(each, layer)));
    }
    assertNear(inputs.get(layers(each)), outputs(each, "y"), 1e-12);

    double[][][] gradient = outputs(each, "lossWeights");
    for (int layer = layers(each) - 1; layer >= 0; layer--) {
      ReferenceRecurrent.Gradients back =
          new ReferenceRecurrent(settings(each, layer))
              .backward(
                  parameters(each, layer, ""), inputs.get(layer), masks(each, layer), gradient);
      assertGradient(back.parameters(), parameters(each, layer, "grad"), 1e-11);
      gradient = back.input();
    }
    assertGradient(
        RecurrentRun.flat(gradient), RecurrentRun.flat(values(each.get("gradX"))), 1e-11);
  }

  private static void checkInFloats(JsonNode each, Engine engine) {
    List<RecurrentKernel> kernels = new ArrayList<>();
    List<Sequences> inputs = new ArrayList<>();
    List<RecurrentPass> passes = new ArrayList<>();
    inputs.add(RecurrentRun.sequences(values(each.get("x")), RecurrentRun.Order.FEATURE));
    int samples = inputs.get(0).samples();
    for (int layer = 0; layer < layers(each); layer++) {
      RecurrentSettings settings = settings(each, layer);
      int steps = settings.lastOnly() ? 1 : inputs.get(0).steps();
      kernels.add(new RecurrentKernel(settings, engine.arithmetic(), Threads.ONE));
      passes.add(RecurrentRun.pass(masks(each, layer), RecurrentRun.Order.FEATURE));
      inputs.add(RecurrentRun.empty(samples, steps, settings.outputs()));
      kernels.get(layer).load(RecurrentRun.floats(parameters(each, layer, "")));
      kernels.get(layer).forward(inputs.get(layer), inputs.get(layer + 1), passes.get(layer));
    }
    assertNear(doubles(inputs.get(layers(each)).values()), flatOutputs(each, "y"), 1e-6);

    Sequences gradient =
        RecurrentRun.sequences(outputs(each, "lossWeights"), RecurrentRun.Order.FEATURE);
    for (int layer = layers(each) - 1; layer >= 0; layer--) {
      float[] parameterGradient = new float[parameters(each, layer, "").length];
      Sequences in = inputs.get(layer);
      Sequences back = RecurrentRun.empty(samples, in.steps(), in.width());
      kernels.get(layer).backward(in, gradient, back, parameterGradient, passes.get(layer));
      assertGradient(doubles(parameterGradient), parameters(each, layer, "grad"), 1e-5);
      gradient = back;
    }
    assertGradient(doubles(gradient.values()), RecurrentRun.flat(values(each.get("gradX"))), 1e-5);
  }

  private static void assertNear(double[][][] actual, double[][][] expected, double within) {
    assertNear(RecurrentRun.flat(actual), RecurrentRun.flat(expected), within);
  }

  private static void assertNear(double[] actual, double[] expected, double within) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).as("value %d", i).isLessThanOrEqualTo(within);
    }
  }

  private static void assertGradient(double[] actual, double[] expected, double within) {
    double largest = 1;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertNear(actual, expected, within * largest);
  }

  private static Stream<JsonNode> cases() throws IOException {
    try (InputStream file =
        ReferenceLayersTest.class.getResourceAsStream("recurrent-layers.json")) {
      JsonNode cases = new ObjectMapper().readTree(Objects.requireNonNull(file)).get("cases");
      List<JsonNode> all = new ArrayList<>();
      cases.forEach(all::add);
      return all.stream();
    }
  }

  private static String name(JsonNode each) {
    return each.get("name").asText();
  }

  private static int layers(JsonNode each) {
    return each.get("layers").asInt();
  }

  private static RecurrentSettings settings(JsonNode each, int layer) {
    boolean isBoth = each.get("bidirectional").asBoolean();
    int hidden = each.get("hidden").asInt();
    return new RecurrentSettings(
        switch (each.get("kind").asText()) {
          case "SimpleRnn" -> Kind.SIMPLE_RNN;
          case "Lstm" -> Kind.LSTM;
          default -> Kind.GRU;
        },
        layer == 0 ? each.get("in").asInt() : hidden * (isBoth ? 2 : 1),
        hidden,
        Curve.TANH,
        Curve.SIGMOID,
        isBoth ? Direction.CONCATENATE : Direction.FORWARD,
        each.get("lastStep").asBoolean());
  }

  /** One layer's parameters or, with the prefix {@code grad}, their gradients, as ours lie. */
  private static double[] parameters(JsonNode each, int layer, String prefix) {
    RecurrentSettings settings = settings(each, layer);
    double[] made = new double[settings.directions() * settings.parametersOfDirection()];
    int at = 0;
    for (JsonNode direction : each.get("parameters")) {
      if (direction.get("layer").asInt() == layer) {
        at = add(direction, prefix, settings, made, at);
      }
    }
    assertThat(at).isEqualTo(made.length);
    return made;
  }

  private static int add(
      JsonNode from, String prefix, RecurrentSettings settings, double[] to, int at) {
    int[] gates = gates(settings.kind());
    double[][] input = matrix(from.get(key(prefix, "weightInput")));
    double[][] recurrent = matrix(from.get(key(prefix, "weightRecurrent")));
    double[] inputBias = vector(from.get(key(prefix, "biasInput")));
    double[] recurrentBias = vector(from.get(key(prefix, "biasRecurrent")));
    int units = settings.units();
    int next = at;
    for (int feature = 0; feature < settings.inputs(); feature++) {
      for (int gate : gates) {
        for (int unit = 0; unit < units; unit++) {
          to[next++] = input[gate * units + unit][feature];
        }
      }
    }
    for (int state = 0; state < units; state++) {
      for (int gate : gates) {
        for (int unit = 0; unit < units; unit++) {
          to[next++] = recurrent[gate * units + unit][state];
        }
      }
    }
    boolean hasTwo = settings.kind() == Kind.GRU;
    for (int gate : gates) {
      for (int unit = 0; unit < units; unit++) {
        int place = gate * units + unit;
        boolean isSum = !hasTwo && prefix.isEmpty();
        to[next++] = inputBias[place] + (isSum ? recurrentBias[place] : 0);
      }
    }
    for (int gate : hasTwo ? gates : new int[0]) {
      for (int unit = 0; unit < units; unit++) {
        to[next++] = recurrentBias[gate * units + unit];
      }
    }
    return next;
  }

  private static String key(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }

  private static Masks masks(JsonNode each, int layer) {
    int directions = each.get("bidirectional").asBoolean() ? 2 : 1;
    return new Masks(
        each.get("stepMask").isNull() ? null : matrix(each.get("stepMask")),
        factors(each.get("inputMask"), layer, directions),
        factors(each.get("recurrentMask"), layer, directions));
  }

  private static double[][][] factors(JsonNode masks, int layer, int directions) {
    if (masks.isNull()) {
      return null;
    }
    double[][][] made = new double[directions][][];
    for (int direction = 0; direction < directions; direction++) {
      made[direction] = matrix(masks.get(layer * directions + direction));
    }
    return made;
  }

  private static double[][][] outputs(JsonNode each, String name) {
    if (!each.get("lastStep").asBoolean()) {
      return values(each.get(name));
    }
    double[][] last = matrix(each.get(name));
    double[][][] made = new double[last.length][1][];
    for (int sample = 0; sample < last.length; sample++) {
      made[sample][0] = last[sample];
    }
    return made;
  }

  private static double[] flatOutputs(JsonNode each, String name) {
    return RecurrentRun.flat(outputs(each, name));
  }

  private static double[] vector(JsonNode node) {
    double[] made = new double[node.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = node.get(i).asDouble();
    }
    return made;
  }

  private static double[][] matrix(JsonNode node) {
    double[][] made = new double[node.size()][];
    for (int i = 0; i < made.length; i++) {
      made[i] = vector(node.get(i));
    }
    return made;
  }

  private static double[][][] values(JsonNode node) {
    double[][][] made = new double[node.size()][][];
    for (int i = 0; i < made.length; i++) {
      made[i] = matrix(node.get(i));
    }
    return made;
  }

  private static double[] doubles(float[] values) {
    double[] made = new double[values.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = values[i];
    }
    return made;
  }
}
