package io.chronoshard.kernel;

import io.chronoshard.kernel.reference.ReferenceRecurrent.Masks;
import java.util.List;
import java.util.stream.Stream;

/** What a kernel makes of a {@link RecurrentCase}, in floats. */
record RecurrentRun(float[] out, float[] inGradient, float[] gradient) {

  /** Where a case's values lie in memory. */
  enum Order {
    SAMPLE,
    FEATURE
  }

  static RecurrentRun of(RecurrentCase given, RecurrentKernel kernel, Order order) {
    RecurrentSettings settings = given.settings();
    int samples = given.x().length;
    int steps = given.x()[0].length;
    Sequences in = sequences(given.x(), order);
    Sequences outGradient = sequences(given.outGradient(), order);
    Sequences out = empty(samples, outGradient.steps(), settings.outputs());
    Sequences inGradient = empty(samples, steps, settings.inputs());
    float[] parameters = floats(given.parameters());
    float[] gradient = new float[parameters.length];
    RecurrentPass pass = pass(given.masks(), order);

    kernel.load(parameters);
    kernel.forward(in, out, pass);
    kernel.backward(in, outGradient, inGradient, gradient, pass);

    return new RecurrentRun(out.values(), inGradient.values(), gradient);
  }

  static RecurrentPass pass(Masks masks, Order order) {
    return new RecurrentPass(
        WayBack.FOLLOWS,
        masks.steps() == null ? null : sequences(perStep(masks.steps()), order),
        masks.input() == null ? List.of() : perSample(masks.input(), order),
        masks.recurrent() == null ? List.of() : perSample(masks.recurrent(), order),
        null,
        null);
  }

  private static List<Sequences> perSample(double[][][] factors, Order order) {
    return Stream.of(factors)
        .map(
            direction -> {
              double[][][] one = new double[direction.length][1][];
              for (int sample = 0; sample < one.length; sample++) {
                one[sample][0] = direction[sample];
              }
              return sequences(one, order);
            })
        .toList();
  }

  private static double[][][] perStep(double[][] mask) {
    double[][][] one = new double[mask.length][mask[0].length][1];
    for (int sample = 0; sample < mask.length; sample++) {
      for (int step = 0; step < mask[sample].length; step++) {
        one[sample][step][0] = mask[sample][step];
      }
    }
    return one;
  }

  static Sequences empty(int samples, int steps, int width) {
    return Sequences.byFeature(new float[samples * steps * width], samples, steps, width);
  }

  static Sequences sequences(double[][][] values, Order order) {
    int samples = values.length;
    int steps = values[0].length;
    int width = values[0][0].length;
    float[] floats = new float[samples * steps * width];
    Sequences made =
        order == Order.SAMPLE
            ? Sequences.bySample(floats, samples, steps, width)
            : Sequences.byFeature(floats, samples, steps, width);
    for (int sample = 0; sample < samples; sample++) {
      for (int step = 0; step < steps; step++) {
        for (int feature = 0; feature < width; feature++) {
          floats[
                  sample * made.sampleStride()
                      + step * made.stepStride()
                      + feature * made.featureStride()] =
              (float) values[sample][step][feature];
        }
      }
    }
    return made;
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** All values of {@code [sample][step][feature]}, one behind the other. */
  static double[] flat(double[][][] values) {
    return Stream.of(values)
        .flatMap(Stream::of)
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }
}
