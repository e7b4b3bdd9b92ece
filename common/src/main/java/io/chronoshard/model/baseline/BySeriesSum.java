package io.chronoshard.model.baseline;

import java.util.HashMap;
import java.util.Map;

/**
 * What is kept of series that are whole.
 *
 * @param all the sum over them
 * @param own what was made of each, where series are told apart; grows
 */
public record BySeriesSum<S, O>(S all, Map<String, O> own) {

  /** Of no series. */
  static <S, O> BySeriesSum<S, O> of(S nothing) {
    return new BySeriesSum<>(nothing, new HashMap<>());
  }

  /** The same of each, with another sum over them. */
  BySeriesSum<S, O> with(S sum) {
    return new BySeriesSum<>(sum, own);
  }
}
