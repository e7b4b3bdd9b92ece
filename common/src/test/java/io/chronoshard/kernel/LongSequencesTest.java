package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.kernel.ConvolutionSettings.Padding;
import io.chronoshard.kernel.PoolingKernel.Pool;
import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no array holds is refused with words, before an int overflows. */
class LongSequencesTest {

  private static final int STEPS = 50_000_000;

  private static final Arithmetic ARITHMETIC = Engine.SCALAR.arithmetic();

  /** Steps that all lie in one place, so that they take no memory. */
  private static Sequences folded(int steps, int width) {
    return new Sequences(new float[width], 1, steps, width, 0, 0, 1);
  }

  @Test
  void recurrentLayersRefuseThem() {
    for (Kind kind : Kind.values()) {
      for (WayBack wayBack : WayBack.values()) {
        RecurrentSettings settings =
            new RecurrentSettings(kind, 2, 3, Curve.TANH, Curve.SIGMOID, Direction.FORWARD, false);
        RecurrentKernel kernel = new RecurrentKernel(settings, ARITHMETIC, Threads.ONE);
        Sequences in = folded(wayBack == WayBack.FOLLOWS ? STEPS : 2 * STEPS, 2);
        Sequences out = folded(in.steps(), 3);
        float[] parameters = new float[settings.parametersOfDirection()];
        Sequences mask = folded(in.steps(), 1);
        kernel.load(parameters);

        assertThatThrownBy(
                () ->
                    kernel.forward(
                        in,
                        out,
                        new RecurrentPass(wayBack, mask, List.of(), List.of(), null, null)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(
                "sequences of " + in.steps() + " steps × 2 features are too long: 32 of them take ")
            .hasMessageEndingWith(
                " numbers in one array, which holds 2147483639; take shorter sequences, or a layer"
                    + " of fewer units");
      }
    }
  }

  @Test
  void soDoTheLayersAroundThem() {
    List<LayerKernel> kernels =
        List.of(
            new DenseKernel(2, 3, Curve.LINEAR, ARITHMETIC, Threads.ONE),
            new ConvolutionKernel(
                new ConvolutionSettings(2, 1, 3, 1, 2, Padding.CAUSAL, Curve.LINEAR),
                ARITHMETIC,
                Threads.ONE),
            new PoolingKernel(Pool.MAX, 1, 1, ARITHMETIC, Threads.ONE),
            new LayerNormKernel(2, LayerNormKernel.EPSILON, ARITHMETIC, Threads.ONE));
    Sequences in = folded(STEPS, 2);
    for (LayerKernel kernel : kernels) {
      Sequences out = folded(STEPS, kernel.outputs(2));
      float[] parameters = new float[kernel.parameters()];

      assertThatThrownBy(() -> kernel.forward(parameters, in, out, WayBack.FOLLOWS))
          .as("%s", kernel.getClass())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "sequences of 50000000 steps × 2 features are too long: 32 of them take ");
    }
  }

  @Test
  void aConvolutionRefusesThemWhereNothingIsKept() {
    ConvolutionKernel kernel =
        new ConvolutionKernel(
            new ConvolutionSettings(2, 1, 3, 1, 1, Padding.CAUSAL, Curve.LINEAR),
            ARITHMETIC,
            Threads.ONE);

    assertThatThrownBy(
            () -> kernel.forward(new float[7], folded(STEPS, 2), folded(STEPS, 1), WayBack.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are too long: 32 of them take 32000");
  }

  @Test
  void minibatchesThatNoArrayHoldsAreRefused() {
    assertThat(Sequences.length(2, 3, 5)).isEqualTo(30);
    assertThat(Sequences.length(1, Integer.MAX_VALUE - 8, 1)).isEqualTo(Integer.MAX_VALUE - 8);
    String message =
        "a minibatch of 65536 samples × 256 steps × 256 features is more than the 2147483639"
            + " numbers that an array holds; take smaller minibatches or shorter sequences";
    assertThatThrownBy(() -> Sequences.length(1 << 16, 1 << 8, 1 << 8)).hasMessage(message);
    assertThatThrownBy(() -> Sequences.length(1 << 16, 1 << 16, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RecurrentState.zero(1 << 16, 1 << 16))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
