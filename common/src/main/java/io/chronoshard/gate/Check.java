package io.chronoshard.gate;

import java.util.Locale;

/**
 * Something that must hold of a challenger, whatever its losses are.
 *
 * @param challenger its name
 * @param name of what was looked at
 * @param result what came out
 * @param text what was found, against what limit
 */
public record Check(String challenger, String name, Result result, String text) {

  /** The share of the champion's windows of which a challenger may lack the inputs. */
  private static final double MOST_LACKING = 0.01;

  /** What came out. */
  public enum Result {
    PASSED,
    FAILED
  }

  /** That all that is forecast is a number. */
  public static Check numbers(String challenger, long missed, long windows) {
    return new Check(
        challenger,
        "numbers",
        missed == 0 ? Result.PASSED : Result.FAILED,
        String.format(
            Locale.ROOT,
            missed == 0
                ? "every forecast of %2$d windows is a number"
                : "in %d of %d windows a forecast is no number",
            missed,
            windows));
  }

  /**
   * That it forecasts about what the champion does: one that reads what is seldom known is good
   * only where it is known.
   *
   * @param lacking windows of which the champion has the inputs, and this one has not
   * @param offered windows of which the champion has the inputs
   */
  public static Check coverage(String challenger, long lacking, long offered) {
    return new Check(
        challenger,
        "coverage",
        lacking <= MOST_LACKING * offered ? Result.PASSED : Result.FAILED,
        String.format(
            Locale.ROOT,
            "of %d windows that the champion forecasts it lacks the inputs of %d, where %.0f %% may"
                + " be lacking",
            offered,
            lacking,
            100 * MOST_LACKING));
  }

  /**
   * That it is fast enough. Of one that is, no time is told, so that the same night tells the same.
   *
   * @param ratio times as long as the champion that it takes for a window
   * @param most times as long that it may
   */
  public static Check latency(String challenger, double ratio, double most) {
    return ratio <= most
        ? new Check(
            challenger,
            "latency",
            Result.PASSED,
            "a window takes it at most " + most + " times as long as the champion")
        : new Check(
            challenger,
            "latency",
            Result.FAILED,
            String.format(
                Locale.ROOT,
                "a window takes it %.1f times as long as the champion, where %s times is allowed (retrain.slower)",
                ratio,
                most));
  }

  /**
   * That forecasts of a target stay where they may lie.
   *
   * @param forecasts between what they lie
   * @param allowed between what they may, such as what the history knows and as much on both sides
   */
  public static Check range(
      String challenger, String target, ForecastRange forecasts, ForecastRange allowed) {
    boolean inside =
        forecasts.lowest() >= allowed.lowest() && forecasts.highest() <= allowed.highest();
    return new Check(
        challenger,
        "range of " + target,
        inside ? Result.PASSED : Result.FAILED,
        String.format(
            Locale.ROOT,
            "its forecasts of %s lie between %s and %s, where %s to %s is allowed",
            target,
            forecasts.lowest(),
            forecasts.highest(),
            allowed.lowest(),
            allowed.highest()));
  }
}
