package io.chronoshard.model.error;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values below which what happens lies with given probabilities.
 *
 * @param levels the probabilities, ascending
 */
public record QuantilesForm(List<Double> levels) implements ForecastForm {

  /** Copies the list. */
  public QuantilesForm {
    levels = List.copyOf(levels);
  }

  @Override
  public int width() {
    return levels.size();
  }

  /** The place of the median, or of the level nearest to it. */
  private int middle() {
    int middle = 0;
    for (int i = 1; i < levels.size(); i++) {
      if (Math.abs(levels.get(i) - 0.5) < Math.abs(levels.get(middle) - 0.5)) {
        middle = i;
      }
    }
    return middle;
  }

  @Override
  public float point(float[] forecasts, int at) {
    return forecasts[at + middle()];
  }

  /** Such as {@code q10} and {@code q97_5}: names that every query language takes. */
  @Override
  public List<String> furtherNames() {
    return levels.stream().map(QuantilesForm::name).toList();
  }

  private static String name(double level) {
    BigDecimal percent = BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros();
    return "q" + percent.toPlainString().replace('.', '_');
  }

  @Override
  public List<Float> further(float[] forecasts, int at) {
    return IntStream.range(at, at + width()).mapToObj(i -> forecasts[i]).toList();
  }

  /** From the first to the last, where there are several. */
  @Override
  public String band() {
    return levels.size() > 1
        ? "quantiles " + levels.get(0) + " to " + levels.get(levels.size() - 1)
        : "";
  }

  @Override
  public float lower(float[] forecasts, int at) {
    return forecasts[at];
  }

  @Override
  public float upper(float[] forecasts, int at) {
    return forecasts[at + levels.size() - 1];
  }

  @Override
  public int sums() {
    return QuantileSums.count(levels);
  }

  @Override
  public void add(double[] sums, int to, float[] forecasts, int at, float[] actuals, int from) {
    PointSums.add(sums, to, point(forecasts, at), actuals[from]);
    QuantileSums.add(levels, sums, to, forecasts, at, actuals[from]);
  }

  @Override
  public Errors errors(long count, double[] sums) {
    return PointSums.errors(count, sums, QuantileSums.errors(levels, count, sums));
  }
}
