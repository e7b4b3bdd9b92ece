package io.chronoshard.scale;

import io.chronoshard.feature.FeatureSet;
import io.chronoshard.feature.Target;
import io.chronoshard.grid.Slice;
import java.util.List;

/**
 * Maps target columns to what a network learns and what it gives back to their own units.
 *
 * @param maps to scaled values: of a column's values, or of their changes
 * @param rules one entry per column
 * @param widths columns of each target
 */
public record TargetScaler(Scaler maps, List<Rule> rules, List<Integer> widths) {

  /**
   * What is done to one column beside its map.
   *
   * @param base what scaled values are counted from
   * @param cap the greatest value that is given back, and then 0 is the least; {@link
   *     Target#NO_CAP} for none
   */
  public record Rule(Base base, float cap) {

    /** Nothing. */
    public static final Rule NONE = new Rule(Base.ZERO, Target.NO_CAP);

    /** Of a target. */
    static Rule of(Target target) {
      return new Rule(target.kind() == Target.Kind.CHANGE ? Base.ORIGIN : Base.ZERO, target.cap());
    }
  }

  /** What scaled values are counted from. */
  public enum Base {
    ZERO,
    /** The column's value at the origin. */
    ORIGIN
  }

  /** Copies the lists. */
  public TargetScaler {
    rules = List.copyOf(rules);
    widths = List.copyOf(widths);
    int columns = widths.stream().mapToInt(Integer::intValue).sum();
    if (rules.size() != maps.columns().size() || rules.size() != columns) {
      throw new IllegalArgumentException(
          rules.size()
              + " rules for "
              + maps.columns().size()
              + " columns of targets of "
              + widths);
    }
  }

  /** Of the targets of a model. */
  public static TargetScaler of(Scaler maps, FeatureSet features) {
    return new TargetScaler(
        maps, features.targetsByColumn().stream().map(Rule::of).toList(), features.targetWidths());
  }

  /** Number of columns. */
  public int width() {
    return rules.size();
  }

  /** What a network learns of a column's value at a step, by the column's map. */
  public float scale(int column, Scaler.Column map, Slice targets, long origin, long step) {
    return scale(column, map, targets.at(step, column), targets, origin);
  }

  /** The same of any value of a column, such as a forecast. */
  public float scale(int column, Scaler.Column map, float value, Slice targets, long origin) {
    return map.scale(
        rules.get(column).base == Base.ZERO ? value : change(value, targets.at(origin, column)));
  }

  /** A value less the one at the origin. */
  public static float change(float value, float atOrigin) {
    return (float) ((double) value - atOrigin);
  }

  /** The value that a network means for a column, by the column's map. */
  public float unscale(int column, Scaler.Column map, float scaled, Slice targets, long origin) {
    Rule rule = rules.get(column);
    float own = map.unscale(scaled);
    float value =
        rule.base == Base.ZERO ? own : (float) ((double) own + targets.at(origin, column));
    return rule.cap < Target.NO_CAP ? Math.min(rule.cap, Math.max(0, value)) : value;
  }
}
