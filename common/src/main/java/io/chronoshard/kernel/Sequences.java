package io.chronoshard.kernel;

import java.util.Arrays;
import java.util.Locale;

/**
 * A minibatch's values on the heap, seen as {@code [sample][step][feature]} wherever each of them
 * lies. Vectors are sequences of one step.
 *
 * @param values of which {@code sample · sampleStride + step · stepStride + feature ·
 *     featureStride} is one
 */
public record Sequences(
    float[] values,
    int samples,
    int steps,
    int width,
    int sampleStride,
    int stepStride,
    int featureStride) {

  private static final int LANES = Panel.LANES;

  /** Floats of an array, in any JVM. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  /** Refuses what would reach beyond the array. */
  public Sequences {
    long last =
        (samples - 1L) * sampleStride + (steps - 1L) * stepStride + (width - 1L) * featureStride;
    if (samples < 0 || steps < 0 || width < 0 || (samples > 0 && last >= values.length)) {
      throw new IllegalArgumentException(
          samples + " × " + steps + " × " + width + " values in an array of " + values.length);
    }
  }

  /** Values that lie as {@code [step][feature][sample]}, as panels like them. */
  public static Sequences bySample(float[] values, int samples, int steps, int width) {
    return new Sequences(values, samples, steps, width, 1, width * samples, samples);
  }

  /**
   * Floats of so many values.
   *
   * @throws IllegalArgumentException where no array holds them
   */
  public static int length(int samples, int steps, int width) {
    long length = (long) samples * steps;
    if (length > MOST || length * width > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a minibatch of %d samples × %d steps × %d features is more than the %d numbers that an array holds; take smaller minibatches or shorter sequences",
              samples,
              steps,
              width,
              MOST));
    }
    return samples * steps * width;
  }

  /** Values that lie as {@code [sample][step][feature]}. */
  public static Sequences byFeature(float[] values, int samples, int steps, int width) {
    return new Sequences(values, samples, steps, width, steps * width, width, 1);
  }

  /** One value. */
  public float at(int sample, int step, int feature) {
    return values[sample * sampleStride + step * stepStride + feature * featureStride];
  }

  /** Sets one value. */
  public void set(int sample, int step, int feature, float value) {
    values[sample * sampleStride + step * stepStride + feature * featureStride] = value;
  }

  /**
   * Refuses what has another shape.
   *
   * @param what they are called in the message
   */
  void expect(int wantedSamples, int wantedSteps, int wantedWidth, String what) {
    if (samples != wantedSamples || steps != wantedSteps || width != wantedWidth) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %d samples × %d steps × %d features where %d × %d × %d are needed",
              what,
              samples,
              steps,
              width,
              wantedSamples,
              wantedSteps,
              wantedWidth));
    }
  }

  /**
   * Refuses sequences that are too long to be computed.
   *
   * @param floats that a panel of them takes in one array
   */
  void requireRoom(long floats) {
    if (floats > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sequences of %d steps × %d features are too long: %d of them take %d numbers in one array, which holds %d; take shorter sequences, or a layer of fewer units",
              steps,
              width,
              LANES,
              floats,
              MOST));
    }
  }

  /** How many panels the samples need. */
  int panels() {
    return Panel.count(samples);
  }

  /** Whether each of a panel's lanes has a sample. */
  boolean isFull(int panel) {
    return lanes(panel) == LANES;
  }

  /** How many of a panel's lanes have a sample. */
  int lanes(int panel) {
    return Math.min(LANES, samples - panel * LANES);
  }

  /** Whether all steps' features lie as rows in a panel do, though further apart. */
  boolean liesInRows() {
    return sampleStride == 1 && (steps == 1 || stepStride == width * featureStride);
  }

  /** Where a panel's samples begin at a step. */
  int at(int panel, int step) {
    return panel * LANES * sampleStride + step * stepStride;
  }

  /** Copies a panel's samples at a step to {@code [feature][lane]}; other lanes become zero. */
  void pack(int panel, int step, float[] to, int toAt) {
    pack(panel, step, 0, width, to, toAt);
  }

  /** As {@link #pack(int, int, float[], int)}, some of the features alone. */
  void pack(int panel, int step, int feature, int features, float[] to, int toAt) {
    int lanes = lanes(panel);
    int from = at(panel, step) + feature * featureStride;
    if (lanes == LANES && isPanel()) {
      System.arraycopy(values, from, to, toAt, features * LANES);
      return;
    }
    if (lanes < LANES) {
      Arrays.fill(to, toAt, toAt + features * LANES, 0);
    }
    for (int row = 0; row < features; row++) {
      copy(values, from, sampleStride, to, toAt + row * LANES, 1, lanes);
      from += featureStride;
    }
  }

  /** Copies a panel's samples at a step to {@code [lane][feature]}; other lanes become zero. */
  void packTurned(int panel, int step, float[] to, int toAt, int stride) {
    int lanes = lanes(panel);
    int from = at(panel, step);
    for (int lane = 0; lane < lanes; lane++) {
      copy(values, from, featureStride, to, toAt + lane * stride, 1, width);
      from += sampleStride;
    }
    for (int lane = lanes; lane < LANES; lane++) {
      Arrays.fill(to, toAt + lane * stride, toAt + lane * stride + width, 0);
    }
  }

  /**
   * Copies {@code [row][lane]} to a panel's samples at a step.
   *
   * @param feature that receives the first row
   */
  void unpack(int panel, int step, int feature, int rows, float[] from, int fromAt) {
    int lanes = lanes(panel);
    int to = at(panel, step) + feature * featureStride;
    if (lanes == LANES && isPanel()) {
      System.arraycopy(from, fromAt, values, to, rows * LANES);
      return;
    }
    for (int row = 0; row < rows; row++) {
      copy(from, fromAt + row * LANES, 1, values, to, sampleStride, lanes);
      to += featureStride;
    }
  }

  /** Copies a feature of a step, of all samples, to another place of other sequences. */
  void copyFeature(int step, int feature, Sequences to, int toStep, int toFeature) {
    copy(
        values,
        step * stepStride + feature * featureStride,
        sampleStride,
        to.values,
        toStep * to.stepStride + toFeature * to.featureStride,
        to.sampleStride,
        samples);
  }

  /** Whether a step's features lie as in a {@link Panel}. */
  private boolean isPanel() {
    return sampleStride == 1 && featureStride == LANES;
  }

  private static void copy(
      float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride, int count) {
    if (fromStride == 1 && toStride == 1) {
      System.arraycopy(from, fromAt, to, toAt, count);
      return;
    }
    int source = fromAt;
    int target = toAt;
    for (int i = 0; i < count; i++) {
      to[target] = from[source];
      source += fromStride;
      target += toStride;
    }
  }
}
