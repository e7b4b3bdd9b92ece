package io.chronoshard.model;

import io.chronoshard.layer.NativeFloats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Networks of the same inputs and outputs whose outputs are added with weights: in double, in the
 * order of members, so that the same minibatch gives the same bits anywhere. Deviations are those
 * of the members' distributions mixed by the weights, which then add up to one: networks that
 * disagree are less sure together than each is alone (Lakshminarayanan, Pritzel and Blundell 2017).
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
    List<float[][]> ofMembers = new ArrayList<>();
    long[][] shapes = new long[0][];
    for (ModelNetwork network : networks) {
      INDArray[] outputs = network.outputs(minibatch);
      shapes = new long[outputs.length][];
      float[][] read = new float[outputs.length][];
      for (int output = 0; output < outputs.length; output++) {
        shapes[output] = outputs[output].shape();
        read[output] = NativeFloats.read(outputs[output].dup('c'));
      }
      ofMembers.add(read);
    }
    float[][] numbers = together(ofMembers);
    INDArray[] together = new INDArray[shapes.length];
    for (int output = 0; output < together.length; output++) {
      together[output] = Nd4j.create(numbers[output], shapes[output], 'c');
    }
    return together;
  }

  /**
   * What they give together.
   *
   * @param ofMembers {@code [output][number]} of each network
   */
  public float[][] together(List<float[][]> ofMembers) {
    if (networks.size() == 1 && weights.get(0) == 1) {
      return ofMembers.get(0);
    }
    float[][] together = new float[ofMembers.get(0).length][];
    for (int output = 0; output < together.length; output++) {
      int place = output;
      List<float[]> each = ofMembers.stream().map(read -> read[place]).toList();
      double[] sums = sums(each);
      if (networks.get(0).givesDeviations(output)) {
        mix(each, sums);
      }
      together[output] = floats(sums);
    }
    return together;
  }

  private double[] sums(List<float[]> each) {
    double[] sums = new double[each.get(0).length];
    for (int member = 0; member < each.size(); member++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights.get(member) * each.get(member)[i];
      }
    }
    return sums;
  }

  /** Puts the mixture's deviation behind each mean. */
  private void mix(List<float[]> each, double[] sums) {
    for (int mean = 0; mean < sums.length; mean += 2) {
      double variance = 0;
      for (int member = 0; member < each.size(); member++) {
        double off = each.get(member)[mean] - sums[mean];
        double deviation = each.get(member)[mean + 1];
        variance += weights.get(member) * (deviation * deviation + off * off);
      }
      sums[mean + 1] = Math.sqrt(variance);
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
