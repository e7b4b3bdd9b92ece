package io.chronoshard.layer;

import io.chronoshard.kernel.Initializer;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a {@link RecurrentLayer} as Deeplearning4j sees them, in Keras' shapes: {@code
 * W} is {@code [feature][gate · unit]}, {@code RW} {@code [unit][gate · unit]}, {@code b} {@code
 * [bias][gate · unit]}; those of the backward direction follow, each with {@code back} before its
 * name.
 */
final class RecurrentParameters implements ParamInitializer {

  static final RecurrentParameters INSTANCE = new RecurrentParameters();

  private static final String WEIGHTS = "W";
  private static final String RECURRENT_WEIGHTS = "RW";
  private static final String BIAS = "b";
  private static final String BACK = "back";

  /** A matrix within a direction's parameters. */
  private record Part(String key, int rows, int columns) {}

  private RecurrentParameters() {}

  private static List<Part> parts(RecurrentLayer layer) {
    RecurrentSettings settings = layer.settings();
    int gates = gates(settings.kind());
    List<Part> parts = new ArrayList<>();
    for (int direction = 0; direction < settings.directions(); direction++) {
      String prefix = direction == 0 ? "" : BACK;
      int columns = gates * settings.units();
      parts.add(new Part(prefix + WEIGHTS, settings.inputs(), columns));
      parts.add(new Part(prefix + RECURRENT_WEIGHTS, settings.units(), columns));
      parts.add(new Part(prefix + BIAS, settings.kind() == Kind.GRU ? 2 : 1, columns));
    }
    return parts;
  }

  private static int gates(Kind kind) {
    return switch (kind) {
      case SIMPLE_RNN -> 1;
      case LSTM -> 4;
      case GRU -> 3;
    };
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    RecurrentSettings settings = ((RecurrentLayer) layer).settings();
    return (long) settings.directions() * settings.parametersOfDirection();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parts((RecurrentLayer) layer).stream().map(Part::key).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return paramKeys(layer).stream().filter(key -> !isBias(key)).toList();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return paramKeys(layer).stream().filter(RecurrentParameters::isBias).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  private static boolean isBias(String key) {
    return key.endsWith(BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    RecurrentLayer layer = (RecurrentLayer) conf.getLayer();
    paramKeys(layer).forEach(conf::addVariable);
    Map<String, INDArray> table = views(layer, view);
    if (initialize) {
      long stream = layer.getLayerName() == null ? 0 : layer.getLayerName().hashCode();
      int number = 0;
      for (Part part : parts(layer)) {
        float[] values = new float[part.rows * part.columns];
        fill(layer, part, values, conf.getSeed(), 64 * stream + number++);
        INDArray begin = Nd4j.createFromArray(values).reshape('c', part.rows, part.columns);
        Objects.requireNonNull(table.get(part.key)).assign(begin);
      }
    }
    return table;
  }

  private static void fill(
      RecurrentLayer layer, Part part, float[] values, long seed, long stream) {
    if (isBias(part.key)) {
      int units = layer.settings().units();
      if (layer.settings().kind() == Kind.LSTM) {
        Arrays.fill(values, units, 2 * units, (float) layer.forgetBias());
      }
      return;
    }
    Initializer initializer =
        part.key.endsWith(RECURRENT_WEIGHTS)
            ? layer.recurrentInitializer()
            : layer.kernelInitializer();
    initializer.fill(values, 0, part.rows, part.columns, seed, stream);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    return views((RecurrentLayer) conf.getLayer(), view);
  }

  private static Map<String, INDArray> views(RecurrentLayer layer, INDArray view) {
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> table = new LinkedHashMap<>();
    long at = 0;
    for (Part part : parts(layer)) {
      long length = (long) part.rows * part.columns;
      table.put(
          part.key,
          flat.get(NDArrayIndex.interval(at, at + length)).reshape('c', part.rows, part.columns));
      at += length;
    }
    return table;
  }
}
