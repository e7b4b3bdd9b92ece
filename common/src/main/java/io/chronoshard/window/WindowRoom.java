package io.chronoshard.window;

import io.chronoshard.config.SplitSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History.SeriesExtent;
import io.chronoshard.split.Part;
import java.util.Locale;

/**
 * Whether a history is long enough for windows, from extents alone.
 *
 * @param layout of the history
 */
public record WindowRoom(WindowLayout layout) {

  /**
   * Refuses an input that reads further back than the history goes, from extents alone.
   *
   * @throws ConfigurationException with the input, its steps and those there are
   */
  public void requireLookBack() {
    if (layout.features().lookBack() > 0 && longest() <= needed()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "the input \"%s\" reads %d steps back, and the first input row of a window lies %d before its origin,"
                  + " but the longest series of the history has %d steps; give features.derived fewer steps, make"
                  + " window.length or window.sampling smaller, or bring a longer history",
              layout.features().furthestBack(),
              layout.features().lookBack(),
              layout.shape().leastReach(),
              longest()));
    }
  }

  /**
   * Refuses a part that has no room for a window, from extents alone.
   *
   * @throws DataException with the steps there are and the steps needed
   */
  public void require(Part part) {
    require(part, "the " + part.name().toLowerCase(Locale.ROOT) + " part");
  }

  /**
   * As {@link #require(Part)}.
   *
   * @param name what messages call the part
   */
  public void require(Part part, String name) {
    boolean room = layout.history().series().stream().anyMatch(series -> hasRoom(part, series));
    if (!room) {
      long longest =
          layout.history().series().stream()
              .mapToLong(series -> layout.parts().of(part, series).steps())
              .max()
              .orElse(0);
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has no window: its longest series has %d steps there, and %s %d (inputs reach %d"
                  + " steps back%s, the last target lies %d ahead; the whole history has %d steps). Give a longer history,"
                  + " another split, or a smaller window.length, window.sampling, window.lead or window.horizon",
              name,
              longest,
              readsBefore(part) ? "the targets of a window need" : "a window needs",
              inside(part),
              layout.shape().leastReach(),
              layout.features().lookBack() == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ", \"%s\" another %d",
                      layout.features().furthestBack(),
                      layout.features().lookBack()),
              layout.shape().ahead() + layout.features().targetLookAhead(),
              layout.history().toStep() - layout.history().fromStep()));
    }
  }

  /** Whether inputs may lie in front of a part, so that it needs room for targets alone. */
  private boolean readsBefore(Part part) {
    return part != Part.TRAINING && layout.parts().inputs() == SplitSettings.Inputs.BEFORE;
  }

  /** Steps of a part that one window needs, as {@link Origins} has it. */
  private long inside(Part part) {
    WindowShape shape = layout.shape();
    long lookBack = layout.features().lookBack();
    if (layout.parts().inputs() == SplitSettings.Inputs.KERAS) {
      return (part == Part.TRAINING ? needed() : shape.reach()) + 1;
    }
    long ahead = (long) shape.ahead() + layout.features().targetLookAhead();
    if (readsBefore(part)) {
      return ahead - shape.lead() + 1;
    }
    return (part == Part.TRAINING ? needed() : shape.reach() + lookBack) + ahead + 1;
  }

  /** Whether an origin of a part lies so far inside of a series that its inputs may be known. */
  private boolean hasRoom(Part part, SeriesExtent series) {
    Origins origins = layout.part(part).of(series);
    return origins.firstFrom(series.fromStep() + needed()) < origins.to();
  }

  /** Steps before an origin that its inputs are made from. */
  private long needed() {
    return (long) layout.shape().leastReach() + layout.features().lookBack();
  }

  private long longest() {
    return layout.history().series().stream().mapToLong(SeriesExtent::steps).max().orElse(0);
  }

  /**
   * Refuses a history in which no series is long enough for the inputs of one window.
   *
   * @throws DataException with the steps there are and the steps needed
   */
  public void requireOrigin() {
    if (longest() <= needed()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the longest series of the history has %d steps, and the inputs of a window need %d; bring a longer history",
              longest(),
              needed() + 1));
    }
  }
}
