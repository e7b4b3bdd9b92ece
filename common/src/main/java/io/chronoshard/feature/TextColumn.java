package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.List;

/**
 * 1 where a channel holds one text, 0 where it holds another one of some; unknown where it holds
 * none of them.
 *
 * @param codes the places of those texts in the history's list
 * @param code the place of the one
 */
record TextColumn(String name, int channel, List<Integer> codes, int code)
    implements FeatureColumn {

  /** Copies the list. */
  TextColumn {
    codes = List.copyOf(codes);
  }

  /**
   * One for each of some texts.
   *
   * @param history the texts of the history; one that it does not have is never there
   */
  static List<TextColumn> of(int channel, List<String> texts, List<String> history) {
    List<Integer> codes = texts.stream().map(history::indexOf).toList();
    return texts.stream()
        .map(text -> new TextColumn(text, channel, codes, history.indexOf(text)))
        .toList();
  }

  @Override
  public Scaling scaling() {
    return Scaling.NONE;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float value = grid.at(step, channel);
    if (Float.isNaN(value) || !codes.contains((int) value)) {
      return Float.NaN;
    }
    return (int) value == code ? 1 : 0;
  }
}
