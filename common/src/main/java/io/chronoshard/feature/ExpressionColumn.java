package io.chronoshard.feature;

import io.chronoshard.grid.Slice;
import io.chronoshard.grid.StepTimes;

/** A formula of channels of the same step; unknown where it has no finite value. */
record ExpressionColumn(String name, Expression expression) implements FeatureColumn {

  @Override
  public boolean isSameAs(FeatureColumn other) {
    return other instanceof ExpressionColumn that && that.expression.equals(expression);
  }

  @Override
  public Scaling scaling() {
    return Scaling.FITTED;
  }

  @Override
  public float value(Slice grid, StepTimes times, long step) {
    float value = (float) expression.at(grid, step);
    return Float.isFinite(value) ? value : Float.NaN;
  }
}
