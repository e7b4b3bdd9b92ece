package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chronoshard.kernel.Updater.Adam;
import io.chronoshard.kernel.Updater.RmsProp;
import io.chronoshard.kernel.Updater.Sgd;
import io.chronoshard.kernel.Updater.Sgd.Look;
import io.chronoshard.kernel.reference.ReferenceUpdater;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UpdaterTest {

  private static final List<Updater> UPDATERS =
      List.of(
          Sgd.usual(),
          new Sgd(0.01, 0.9, Look.HERE),
          new Sgd(0.01, 0.9, Look.AHEAD),
          RmsProp.usual(),
          new RmsProp(0.01, 0.8, 0.5, 1e-6),
          Adam.usual(),
          Adam.decaying());

  @Test
  void enginesGiveTheSameBits() {
    for (Updater updater : UPDATERS) {
      for (long seed = 0; seed < 50; seed++) {
        assertThat(floats(updater, seed, Engine.VECTOR))
            .as("%s, seed %d", updater, seed)
            .isEqualTo(floats(updater, seed, Engine.SCALAR));
      }
    }
  }

  /** Parameters and state after some steps. */
  private static float[][] floats(Updater updater, long seed, Engine engine) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 1 + random.nextInt(100);
    float[] parameters = RecurrentRun.floats(random.doubles(size, -1, 1).toArray());
    float[] state = new float[updater.stateSize(size)];
    for (int iteration = 1; iteration <= 20; iteration++) {
      float[] gradient = RecurrentRun.floats(random.doubles(size, -1, 1).toArray());
      updater.update(engine.arithmetic(), parameters, gradient, state, iteration);
    }
    return new float[][] {parameters, state};
  }

  @Test
  void floatsAgreeWithTheFormulasInDouble() {
    for (Updater updater : UPDATERS) {
      for (long seed = 0; seed < 50; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 1 + random.nextInt(100);
        double[] parameters = random.doubles(size, -1, 1).toArray();
        double[] state = new double[updater.stateSize(size)];
        for (int iteration = 1; iteration <= 20; iteration++) {
          double[] gradient = random.doubles(size, -1, 1).toArray();
          new ReferenceUpdater(updater).update(parameters, gradient, state, iteration);
        }
        float[] actual = floats(updater, seed, Engine.SCALAR)[0];
        for (int i = 0; i < size; i++) {
          assertThat((double) actual[i])
              .as("%s, seed %d", updater, seed)
              .isCloseTo(parameters[i], within(2e-6));
        }
      }
    }
  }

  @Test
  void gradientDescentIsKeras() {
    // One parameter 1, gradients 0.5 and -1; worked out by hand.
    assertThat(two(Sgd.usual())).isCloseTo(1 - 0.005 + 0.01, within(1e-12));
    // v = -0.005, then 0.9 · -0.005 + 0.01 = 0.0055.
    assertThat(two(new Sgd(0.01, 0.9, Look.HERE))).isCloseTo(1 - 0.005 + 0.0055, within(1e-12));
    // 0.9 · -0.005 - 0.005 = -0.0095, then 0.9 · 0.0055 + 0.01 = 0.01495.
    assertThat(two(new Sgd(0.01, 0.9, Look.AHEAD))).isCloseTo(1 - 0.0095 + 0.01495, within(1e-12));
  }

  @Test
  void rmsPropIsKeras() {
    // v = 0.1 · 0.25 = 0.025, then 0.9 · 0.025 + 0.1 = 0.1225.
    double first = 0.001 * 0.5 / Math.sqrt(0.025 + 1e-7);
    double second = 0.001 * 1 / Math.sqrt(0.1225 + 1e-7);
    assertThat(two(RmsProp.usual())).isCloseTo(1 - first + second, within(1e-12));
    // m = first, then 0.5 · first - second.
    assertThat(two(new RmsProp(0.001, 0.9, 0.5, 1e-7)))
        .isCloseTo(1 - first - (0.5 * first - second), within(1e-12));
  }

  @Test
  void adamIsKeras() {
    // m = 0.05, then 0.05 + 0.1 · (-1 - 0.05) = -0.055; v = 0.00025, then 0.00025 + 0.001 ·
    // 0.99975.
    double first = 0.001 * Math.sqrt(0.001) / 0.1 * 0.05 / (Math.sqrt(0.00025) + 1e-7);
    double second = 0.001 * Math.sqrt(0.001999) / 0.19 * -0.055 / (Math.sqrt(0.00124975) + 1e-7);
    assertThat(two(Adam.usual())).isCloseTo(1 - first - second, within(1e-12));
    // Before each step a parameter loses 0.004 · 0.001 of itself.
    double once = 1 - 4e-6 - first;
    assertThat(two(Adam.decaying())).isCloseTo(once - 4e-6 * once - second, within(1e-12));
  }

  private static double two(Updater updater) {
    double[] parameters = {1};
    double[] state = new double[updater.stateSize(1)];
    ReferenceUpdater reference = new ReferenceUpdater(updater);
    reference.update(parameters, new double[] {0.5}, state, 1);
    reference.update(parameters, new double[] {-1}, state, 2);
    return parameters[0];
  }

  @Test
  void whatIsNearZeroInTheStateBecomesZero() {
    for (Engine engine : Engine.values()) {
      for (Updater updater : UPDATERS) {
        float[] state = new float[updater.stateSize(40)];
        float[] gradient = new float[40];
        java.util.Arrays.fill(gradient, 1e-20f);

        updater.update(engine.arithmetic(), new float[40], gradient, state, 1);

        for (float value : state) {
          assertThat(value == 0 || Math.abs(value) >= Curves.TINY).as("%s", updater).isTrue();
        }
      }
    }
  }

  @Test
  void aScheduleChangesTheRateAlone() {
    for (Updater updater : UPDATERS) {
      assertThat(updater.withLearningRate(0.5).learningRate()).isEqualTo(0.5);
      assertThat(updater.withLearningRate(0.5).withLearningRate(updater.learningRate()))
          .isEqualTo(updater);
    }
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> new Sgd(-1, 0, Look.HERE)).hasMessage("a learning rate of -1.0");
    assertThatThrownBy(() -> new Adam(0.001, 1, 0.999, 1e-7, 0)).hasMessage("a first beta of 1.0");
    assertThatThrownBy(() -> new RmsProp(0.001, 0.9, 0, 0)).hasMessage("an epsilon of 0.0");
  }

  @Test
  void clippingByValueKeepsSigns() {
    float[] gradient = {-3, -0.5f, 0, 0.25f, 7, Float.NaN};
    Clipping.byValue(gradient, 0.5);
    assertThat(gradient).containsExactly(-0.5f, -0.5f, 0, 0.25f, 0.5f, Float.NaN);
  }

  @Test
  void clippingByNormKeepsTheDirection() {
    float[] gradient = {3, -4, 12};
    Clipping.byNorm(gradient, 13);
    assertThat(gradient).containsExactly(3, -4, 12);
    Clipping.byNorm(gradient, 6.5);
    assertThat(gradient).containsExactly(1.5f, -2, 6);
    assertThatThrownBy(() -> Clipping.byNorm(gradient, 0)).hasMessage("clipping at 0.0");
  }
}
