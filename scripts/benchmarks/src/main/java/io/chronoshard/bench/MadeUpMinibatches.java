package io.chronoshard.bench;

import java.util.Random;

/** Minibatches of made-up windows, a few in turn so that the weights stay where gradients are. */
public final class MadeUpMinibatches {

  /** How many. */
  public static final int COUNT = 4;

  private static final int VALUES = Network.STEPS * Network.CHANNELS;

  private final float[][] inputs = new float[COUNT][Network.BATCH * VALUES];
  private final float[][] targets = new float[COUNT][Network.BATCH];

  /** Normal values, and targets that depend on a window's last steps and on chance. */
  public MadeUpMinibatches() {
    Random random = new Random(1);
    for (int minibatch = 0; minibatch < COUNT; minibatch++) {
      float[] input = inputs[minibatch];
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) random.nextGaussian();
      }
      for (int sample = 0; sample < Network.BATCH; sample++) {
        float last = input[(sample + 1) * VALUES - 1];
        targets[minibatch][sample] = 0.5f * last + 0.5f * (float) random.nextGaussian();
      }
    }
  }

  /** {@code [sample][step][channel]}. */
  public float[] inputs(int minibatch) {
    return inputs[minibatch];
  }

  /** {@code [step][channel][sample]}. */
  public float[] bySample(int minibatch) {
    float[] from = inputs[minibatch];
    float[] to = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      to[i % VALUES * Network.BATCH + i / VALUES] = from[i];
    }
    return to;
  }

  /** {@code [step][sample][channel]}. */
  public float[] byStep(int minibatch) {
    float[] from = inputs[minibatch];
    float[] to = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      int sample = i / VALUES;
      int step = i % VALUES / Network.CHANNELS;
      to[(step * Network.BATCH + sample) * Network.CHANNELS + i % Network.CHANNELS] = from[i];
    }
    return to;
  }

  /** {@code [sample][channel][step]}. */
  public float[] byChannel(int minibatch) {
    float[] from = inputs[minibatch];
    float[] to = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      int sample = i / VALUES;
      int step = i % VALUES / Network.CHANNELS;
      int channel = i % Network.CHANNELS;
      to[(sample * Network.CHANNELS + channel) * Network.STEPS + step] = from[i];
    }
    return to;
  }

  /** {@code [sample]}. */
  public float[] targets(int minibatch) {
    return targets[minibatch];
  }
}
