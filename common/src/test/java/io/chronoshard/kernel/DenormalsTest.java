package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A signal that fades away ends at zero and never among the denormal numbers. */
class DenormalsTest {

  private static final int SAMPLES = 40;
  private static final int STEPS = 400;
  private static final int UNITS = 3;

  @Test
  void noStateNorGradientThatIsCarriedOnEndsAmongThem() {
    for (Engine engine : Engine.values()) {
      for (Kind kind : Kind.values()) {
        for (Curve curve : List.of(Curve.TANH, Curve.LINEAR, Curve.SOFTSIGN)) {
          check(
              engine,
              new RecurrentSettings(
                  kind, 1, UNITS, curve, Curve.SIGMOID, Direction.FORWARD, false));
        }
      }
    }
  }

  /** Something comes in at the first step alone, and a gradient at the last. */
  private static void check(Engine engine, RecurrentSettings settings) {
    RecurrentKernel kernel = new RecurrentKernel(settings, engine.arithmetic(), Threads.ONE);
    float[] parameters = fading(settings);
    Sequences in = RecurrentRun.empty(SAMPLES, STEPS, 1);
    Sequences out = RecurrentRun.empty(SAMPLES, STEPS, UNITS);
    Sequences outGradient = RecurrentRun.empty(SAMPLES, STEPS, UNITS);
    Sequences inGradient = RecurrentRun.empty(SAMPLES, STEPS, 1);
    RecurrentState last = RecurrentState.zero(SAMPLES, UNITS);
    RecurrentPass pass = new RecurrentPass(WayBack.FOLLOWS, null, List.of(), List.of(), null, last);
    for (int sample = 0; sample < SAMPLES; sample++) {
      in.set(sample, 0, 0, 0.5f + sample / 100f);
      outGradient.set(sample, STEPS - 1, 0, 0.5f + sample / 100f);
    }
    float[] gradient = new float[parameters.length];

    kernel.load(parameters);
    kernel.forward(in, out, pass);
    kernel.backward(in, outGradient, inGradient, gradient, pass);

    String about = engine + ", " + settings;
    assertThat(out.at(0, 0, 0)).as(about).isNotZero();
    assertThat(inGradient.at(0, STEPS - 1, 0)).as(about).isNotZero();
    for (Sequences faded : List.of(last.states(), last.cells())) {
      assertThat(faded.values()).as(about).containsOnly(0);
    }
    for (float[] values : List.of(out.values(), inGradient.values(), gradient)) {
      for (float value : values) {
        assertThat(value == 0 || Math.abs(value) >= Float.MIN_NORMAL)
            .as("%s: %s", about, value)
            .isTrue();
      }
    }
  }

  /** States of which the next step keeps about a half; no biases. */
  private static float[] fading(RecurrentSettings settings) {
    float[] parameters = new float[settings.parametersOfDirection()];
    int gates = settings.kind() == Kind.SIMPLE_RNN ? 1 : settings.kind() == Kind.GRU ? 3 : 4;
    for (int i = 0; i < (1 + UNITS) * gates * UNITS; i++) {
      parameters[i] = 0.15f;
    }
    return parameters;
  }
}
