package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks of the same inputs and outputs whose outputs are added with weights: in double, in the
 * order of members, so that the same minibatch gives the same bits anywhere.
 *
 * @param networks at least one
 * @param weights one for each
 */
public record Ensemble(List<ModelNetwork> networks, List<Double> weights) implements Outputs {

  /** Copies the lists. */
  public Ensemble {
    networks = List.copyOf(networks);
    weights = List.copyOf(weights);
    if (networks.isEmpty() || networks.size() != weights.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d networks with %d weights", networks.size(), weights.size()));
    }
  }

  /** One network as it is gives just its own bits. */
  @Override
  public INDArray[] outputs(Read minibatch) {
    if (networks.size() == 1 && weights.get(0) == 1) {
      return networks.get(0).outputs(minibatch);
    }
    double[][] sums = new double[0][];
    long[][] shapes = new long[0][];
    for (int member = 0; member < networks.size(); member++) {
      INDArray[] outputs = networks.get(member).outputs(minibatch);
      if (member == 0) {
        sums = new double[outputs.length][];
        shapes = new long[outputs.length][];
      }
      for (int output = 0; output < outputs.length; output++) {
        float[] values = NativeFloats.read(outputs[output].dup('c'));
        if (member == 0) {
          sums[output] = new double[values.length];
          shapes[output] = outputs[output].shape();
        }
        add(values, weights.get(member), sums[output]);
      }
    }
    INDArray[] together = new INDArray[sums.length];
    for (int output = 0; output < together.length; output++) {
      together[output] = Nd4j.create(floats(sums[output]), shapes[output], 'c');
    }
    return together;
  }

  private static void add(float[] values, double weight, double[] sums) {
    for (int i = 0; i < values.length; i++) {
      sums[i] += weight * values[i];
    }
  }

  private static float[] floats(double[] sums) {
    float[] floats = new float[sums.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) sums[i];
    }
    return floats;
  }
}
