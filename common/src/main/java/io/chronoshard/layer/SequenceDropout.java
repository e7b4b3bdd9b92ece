package io.chronoshard.layer;

import io.chronoshard.kernel.DropoutFactors;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * The factors of a recurrent layer's dropout: the same at all steps of a sequence, also where it is
 * trained piece by piece. They follow from the seed, the layer and the minibatch.
 */
final class SequenceDropout {

  /**
   * Factors of a minibatch, for each direction those of one step, which hold for all; empty where
   * nothing is dropped.
   *
   * @param input {@code [sample][1][feature]}
   * @param state {@code [sample][1][unit]}, of the state that enters the recurrent product
   */
  record Factors(List<Sequences> input, List<Sequences> state) {

    /** Nothing is dropped. */
    static final Factors NONE = new Factors(List.of(), List.of());
  }

  private final double inputRate;
  private final double recurrentRate;
  private final RecurrentSettings settings;
  private final float[][] inputMemory;
  private final float[][] recurrentMemory;
  private long nextSeed;
  private long seed;
  private long stream;

  SequenceDropout(RecurrentLayer layer, long seed) {
    this.inputRate = layer.inputDropout();
    this.recurrentRate = layer.recurrentDropout();
    this.settings = layer.settings();
    this.inputMemory = new float[settings.directions()][0];
    this.recurrentMemory = new float[settings.directions()][0];
    this.nextSeed = seed;
  }

  /** Says what the sequences that begin from now on draw from. */
  void drawFrom(long chosen) {
    nextSeed = chosen;
  }

  /** Begins the sequences of a minibatch. */
  void begin(int layer, int minibatch) {
    seed = nextSeed;
    stream = ((long) layer << 34) + ((long) minibatch << 2);
  }

  /**
   * The factors of some samples of the minibatch that has begun; valid until the next.
   *
   * @param first the number of the first one in the minibatch
   */
  Factors factors(int first, int samples) {
    return new Factors(
        draw(inputRate, inputMemory, first, samples, settings.inputs(), 0),
        draw(recurrentRate, recurrentMemory, first, samples, settings.units(), 1));
  }

  /**
   * Draws.
   *
   * @param use tells the layer's draws for a minibatch apart
   */
  private List<Sequences> draw(
      double rate, float[][] memory, int first, int samples, int width, int use) {
    if (rate == 0) {
      return List.of();
    }
    List<Sequences> drawn = new ArrayList<>();
    for (int direction = 0; direction < memory.length; direction++) {
      if (memory[direction].length < samples * width) {
        memory[direction] = new float[samples * width];
      }
      Sequences factors = Sequences.byFeature(memory[direction], samples, 1, width);
      new DropoutFactors(seed, stream + 2L * direction + use, rate).fill(first, factors);
      drawn.add(factors);
    }
    return drawn;
  }
}
