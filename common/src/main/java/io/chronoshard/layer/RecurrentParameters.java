package io.chronoshard.layer;

import io.chronoshard.kernel.Initializer;
import io.chronoshard.kernel.RecurrentSettings;
import io.chronoshard.kernel.RecurrentSettings.Kind;
import io.chronoshard.layer.KernelParameters.Part;
import io.chronoshard.layer.KernelParameters.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a {@link RecurrentLayer} in Keras' shapes: {@code W} is {@code [feature][gate ·
 * unit]}, {@code RW} {@code [unit][gate · unit]}, {@code b} {@code [bias][gate · unit]}; those of
 * the backward direction follow, each with {@code back} before its name.
 */
final class RecurrentParameters {

  private static final String BACK = "back";

  private RecurrentParameters() {}

  /**
   * Of a layer.
   *
   * @param kernel how the input's weights begin
   * @param recurrent how the recurrent weights begin
   * @param forgetBias of an LSTM's forget gate at the beginning
   */
  static List<Part> of(
      RecurrentSettings settings, Initializer kernel, Initializer recurrent, double forgetBias) {
    List<Part> parts = new ArrayList<>();
    for (int direction = 0; direction < settings.directions(); direction++) {
      String prefix = direction == 0 ? "" : BACK;
      int columns = settings.kind().gates() * settings.units();
      parts.add(weights(prefix + "W", settings.inputs(), columns, kernel));
      parts.add(weights(prefix + "RW", settings.units(), columns, recurrent));
      parts.add(bias(prefix + "b", settings, columns, (float) forgetBias));
    }
    return parts;
  }

  private static Part weights(String key, int rows, int columns, Initializer initializer) {
    return new Part(
        key,
        Use.WEIGHTS,
        List.of(rows, columns),
        (values, seed, stream) -> initializer.fill(values, 0, rows, columns, seed, stream));
  }

  private static Part bias(String key, RecurrentSettings settings, int columns, float forget) {
    int units = settings.units();
    return new Part(
        key,
        Use.BIAS,
        List.of(settings.kind().biases(), columns),
        (values, seed, stream) -> {
          if (settings.kind() == Kind.LSTM) {
            Arrays.fill(values, units, 2 * units, forget);
          }
        });
  }
}
