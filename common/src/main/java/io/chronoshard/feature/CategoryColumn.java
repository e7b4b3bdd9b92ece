package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;
import java.util.ArrayList;
import java.util.List;

/**
 * 1 where a channel holds one of some categories, 0 where it holds another one.
 *
 * @param codes the places of those categories in the history's list, sorted
 * @param wanted whether 1 stands for these or for all others
 */
record CategoryColumn(String name, int channel, List<Integer> codes, Wanted wanted)
    implements FeatureColumn {

  /** Which categories are meant. */
  enum Wanted {
    THESE,
    OTHERS
  }

  /** Copies the list. */
  CategoryColumn {
    codes = List.copyOf(codes);
  }

  /**
   * A column for each category of a vocabulary, and one for all others.
   *
   * @param history the categories of the history, sorted; one that it does not have is never there
   */
  static List<CategoryColumn> of(
      String channel, int index, List<String> vocabulary, List<String> history) {
    List<CategoryColumn> columns = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (String text : vocabulary) {
      int code = history.indexOf(text);
      List<Integer> codes = code < 0 ? List.of() : List.of(code);
      all.addAll(codes);
      columns.add(new CategoryColumn(channel + " = " + text, index, codes, Wanted.THESE));
    }
    columns.add(new CategoryColumn(channel + " = other", index, all, Wanted.OTHERS));
    return columns;
  }

  @Override
  public Scaling scaling() {
    return Scaling.NONE;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float code = grid.at(step, channel);
    if (Float.isNaN(code)) {
      return Float.NaN;
    }
    return codes.contains((int) code) == (wanted == Wanted.THESE) ? 1 : 0;
  }
}
