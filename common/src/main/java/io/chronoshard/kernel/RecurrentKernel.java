package io.chronoshard.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer over minibatches, in one direction or both.
 *
 * <p>Samples are cut into panels, and each panel goes through all steps by itself; so what a sample
 * gives depends neither on the samples beside it nor on the threads. Gradients of parameters are
 * added up panel after panel. Keeps what the way back needs from the last run forward. For one
 * caller at a time.
 */
public final class RecurrentKernel {

  private final RecurrentSettings settings;
  private final Threads threads;
  private final RecurrentWeights[] weights;
  private final RecurrentForward forward;
  private final RecurrentBackward backward;
  private final List<RecurrentTape[]> tapes = new ArrayList<>();
  private final PanelRooms<GradientSums[]> rooms;
  private float[] parameters = {};
  private boolean isTransposed;
  private boolean isKept;

  /** For layers of these settings. */
  public RecurrentKernel(RecurrentSettings settings, Arithmetic arithmetic, Threads threads) {
    this.settings = settings;
    this.threads = threads;
    this.rooms = new PanelRooms<>(threads, this::newSums);
    this.weights = new RecurrentWeights[settings.directions()];
    Cell cell = Cell.of(settings, arithmetic);
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction] = new RecurrentWeights(settings, cell);
    }
    RecurrentWalk walk = new RecurrentWalk(settings, arithmetic, cell, weights);
    this.forward = new RecurrentForward(walk);
    this.backward = new RecurrentBackward(walk);
  }

  /**
   * Takes parameters over for the runs that follow.
   *
   * @param parameters of one direction behind the other, as {@link RecurrentWeights} has them; may
   *     not be changed before the last way back
   */
  public void load(float[] parameters) {
    this.parameters = parameters;
    isTransposed = false;
    isKept = false;
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction].pack(parameters, direction * settings.parametersOfDirection());
    }
  }

  /**
   * Runs over a minibatch, or some samples of one.
   *
   * @param in {@code [sample][step][inputs]}
   * @param out receives {@code [sample][step][outputs]}, one step alone where only the last is
   *     given
   * @throws IllegalArgumentException where sequences are too long to be remembered
   */
  public void forward(Sequences in, Sequences out, RecurrentPass pass) {
    isKept = false;
    while (tapes.size() < in.panels()) {
      tapes.add(newTapes());
    }
    if (!tapes.isEmpty()) {
      in.requireRoom(tapes.get(0)[0].longest(in.steps(), pass.wayBack()));
    }
    threads.run(in.panels(), panel -> forward.run(tapes.get(panel), panel, in, out, pass));
    isKept = pass.wayBack().follows();
  }

  private RecurrentTape[] newTapes() {
    RecurrentTape[] made = new RecurrentTape[weights.length];
    for (int direction = 0; direction < made.length; direction++) {
      made[direction] =
          new RecurrentTape(
              settings.inputs(), settings.units(), weights[direction].blocks(), settings.kind());
    }
    return made;
  }

  /**
   * The way back over the samples of the last {@link #forward}, which must have kept it.
   *
   * @param in what was read then
   * @param outGradient {@code [sample][step][outputs]}, as {@code out} was
   * @param inGradient receives {@code [sample][step][inputs]}; null where nobody needs it
   * @param gradient of the parameters, summed over samples and steps, is added to this, 32 samples
   *     after the other
   * @throws IllegalStateException where it has kept nothing
   */
  public void backward(
      Sequences in,
      Sequences outGradient,
      @Nullable Sequences inGradient,
      float[] gradient,
      RecurrentPass pass) {
    if (!isKept) {
      throw new IllegalStateException("a way back without a way forward that kept what it needs");
    }
    transpose();
    rooms.run(
        in.panels(),
        (panel, sums) -> {
          clear(sums);
          backward.run(tapes.get(panel), panel, in, outGradient, inGradient, sums, pass);
        },
        sums -> addTo(sums, gradient));
  }

  private void transpose() {
    for (int direction = 0; !isTransposed && direction < weights.length; direction++) {
      weights[direction].packTransposed(parameters, direction * settings.parametersOfDirection());
    }
    isTransposed = true;
  }

  private static void clear(GradientSums[] sums) {
    for (GradientSums each : sums) {
      each.clear();
    }
  }

  private void addTo(GradientSums[] sums, float[] gradient) {
    int size = settings.parametersOfDirection();
    for (int direction = 0; direction < weights.length; direction++) {
      weights[direction].addTo(sums[direction], gradient, direction * size);
    }
  }

  private GradientSums[] newSums() {
    GradientSums[] made = new GradientSums[weights.length];
    for (int direction = 0; direction < made.length; direction++) {
      made[direction] = weights[direction].newSums();
    }
    return made;
  }
}
