package io.chronoshard.registry;

import java.io.File;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Replays a version's windows with Deeplearning4j alone, as far as its network's outputs: nothing
 * of a registry is used, and nothing makes forecasts of them.
 */
final class PlainOutputs {

  private PlainOutputs() {}

  /** With the folder of a version of one network, and the kind of the network: stack or graph. */
  public static void main(String[] arguments) throws IOException {
    File folder = new File(arguments[0]);
    UnaryOperator<INDArray> network = network(arguments[1], new File(folder, "model.zip"));
    JsonNode windows = new ObjectMapper().readTree(new File(folder, "samples.json")).get("windows");
    for (JsonNode window : windows) {
      INDArray output = network.apply(inputs(window.get("inputs").get(0)));
      JsonNode expected = window.get("outputs").get(0).get(0);
      for (int i = 0; i < expected.size(); i++) {
        float then = Float.parseFloat(expected.get(i).asText());
        if (Float.floatToIntBits(output.getFloat(i)) != Float.floatToIntBits(then)) {
          throw new AssertionError(output.getFloat(i) + ", not " + then);
        }
      }
    }
    System.out.println("replayed " + windows.size());
  }

  private static UnaryOperator<INDArray> network(String kind, File file) throws IOException {
    return switch (kind) {
      case "stack" -> ModelSerializer.restoreMultiLayerNetwork(file)::output;
      case "graph" -> ModelSerializer.restoreComputationGraph(file)::outputSingle;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static INDArray inputs(JsonNode rows) {
    float[][] values = new float[rows.get(0).size()][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int feature = 0; feature < values.length; feature++) {
        values[feature][row] = Float.parseFloat(rows.get(row).get(feature).asText());
      }
    }
    return Nd4j.create(values).reshape(1, values.length, rows.size());
  }
}
