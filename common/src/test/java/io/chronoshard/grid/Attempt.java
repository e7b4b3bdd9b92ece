package io.chronoshard.grid;

import io.chronoshard.error.DataException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of trying to make something of data.
 *
 * @param made what was made; empty where the data was refused
 * @param refusal why it was; empty where it was not
 */
public record Attempt<T>(Optional<T> made, String refusal) {

  /** Tries. */
  public static <T> Attempt<T> of(Supplier<T> making) {
    try {
      return new Attempt<>(Optional.of(making.get()), "");
    } catch (DataException refused) {
      return new Attempt<>(Optional.empty(), String.valueOf(refused.getMessage()));
    }
  }
}
