package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.kernel.RecurrentSettings.Direction;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class RecurrentTapeTest {

  private static final int STEPS = 1000;

  /** Activations of a unit at a step that the way back needs. */
  private static long saved(Kind kind) {
    return switch (kind) {
      // The state.
      case SIMPLE_RNN -> 1;
      // Four gates, the cell, the state.
      case LSTM -> 6;
      // Three gates, the recurrent product of the candidate, the state.
      case GRU -> 5;
    };
  }

  @Test
  void aStepIsRememberedInAtMostTwiceWhatItsActivationsTake() throws IllegalAccessException {
    for (Kind kind : Kind.values()) {
      for (int units = 8; units <= 128; units *= 2) {
        long more = floats(kind, units, 2 * STEPS) - floats(kind, units, STEPS);

        assertThat(more)
            .as("%s of %d units", kind, units)
            .isPositive()
            .isLessThanOrEqualTo(2 * saved(kind) * units * Panel.LANES * STEPS);
      }
    }
  }

  @Test
  void whereNoStepIsRememberedLengthDoesNotMatter() throws IllegalAccessException {
    for (Kind kind : Kind.values()) {
      RecurrentTape shorter = tape(kind, 16);
      shorter.begin(Panel.LANES, 1, WayBack.NONE);
      RecurrentTape longer = tape(kind, 16);
      longer.begin(Panel.LANES, STEPS, WayBack.NONE);

      assertThat(floats(longer)).isEqualTo(floats(shorter));
    }
  }

  private static long floats(Kind kind, int units, int steps) throws IllegalAccessException {
    RecurrentTape tape = tape(kind, units);
    tape.begin(Panel.LANES, steps, WayBack.FOLLOWS);
    return floats(tape);
  }

  private static RecurrentTape tape(Kind kind, int units) {
    RecurrentSettings settings =
        new RecurrentSettings(kind, 14, units, Curve.TANH, Curve.SIGMOID, Direction.FORWARD, true);
    Cell cell = Cell.of(settings, Engine.SCALAR.arithmetic());
    return new RecurrentTape(14, units, cell.inputGates().length, kind);
  }

  /** Floats of all arrays. */
  private static long floats(RecurrentTape tape) throws IllegalAccessException {
    long floats = 0;
    for (Field field : RecurrentTape.class.getDeclaredFields()) {
      if (field.getType() == float[].class) {
        floats += ((float[]) field.get(tape)).length;
      }
    }
    return floats;
  }
}
