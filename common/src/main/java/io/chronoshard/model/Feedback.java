package io.chronoshard.model;

import io.chronoshard.config.ModelEnds;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.FeatureSet;
import io.chronoshard.window.Rows;
import io.chronoshard.window.UnknownRows;
import io.chronoshard.window.WindowShape;
import io.chronoshard.window.WindowTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How a network's forecasts take the place of the rows that it reads next, so that it forecasts
 * further than it was trained to.
 *
 * <pre>
 * first     o o o o | x x                    a window of four rows and two forecasts
 * second        o o   x x | x x              the same window, two rows on
 * third               x x   x x | x x
 * </pre>
 *
 * @param near the window that the network was trained on
 * @param times that it forecasts; 1 where nothing is fed back
 * @param shift steps from one time to the next
 * @param fed inputs that forecasts are put into
 * @param known places of inputs that are known ahead
 * @param held places of inputs that keep the value they have at the origin, for they are read as
 *     something that does not change within a series
 */
public record Feedback(
    WindowShape near,
    int times,
    int shift,
    List<Fed> fed,
    List<Integer> known,
    List<Integer> held) {

  /**
   * An input that a forecast is put into.
   *
   * @param input its place
   * @param place of the head's target that is forecast
   */
  public record Fed(int input, int place) {}

  /** Copies the lists. */
  public Feedback {
    fed = List.copyOf(fed);
    known = List.copyOf(known);
    held = List.copyOf(held);
  }

  /**
   * As configured.
   *
   * @param ends with columns named one by one
   * @param near the window that the network is trained on
   * @param knownAhead names or patterns of inputs that are known at the steps that are forecast
   * @throws ConfigurationException where rows that are forecast are none that are read next, or
   *     nobody knows what an input will be
   */
  public static Feedback of(
      ModelEnds ends, FeatureSet features, WindowShape near, List<String> knownAhead) {
    if (ends.recursive() == 1) {
      return new Feedback(near, 1, 0, List.of(), List.of(), List.of());
    }
    int row = new FeedbackRows(ends, near).row();
    Set<Integer> known = features.knownAhead("features.known-ahead", knownAhead);
    WindowTargets values = new WindowTargets(near, features.targetWidths());
    List<Fed> fed = new ArrayList<>();
    Set<Integer> held = new TreeSet<>();
    for (int input : read(near, rows -> true, features)) {
      Optional<Fed> forecast = fed(input, features, values);
      if (known.contains(input)) {
        continue;
      }
      if (forecast.isPresent()) {
        fed.add(forecast.get());
      } else if (read(near, rows -> rows.form() == Rows.Form.SEQUENCE, features).contains(input)) {
        throw unknown(ends.recursive(), features.inputNames().get(input));
      } else {
        held.add(input);
      }
    }
    return new Feedback(
        near,
        ends.recursive(),
        Math.multiplyExact(row, near.heads().get(0).count()),
        fed,
        List.copyOf(known),
        List.copyOf(held));
  }

  /** The places of the inputs that some of a window's rows read. */
  private static Set<Integer> read(WindowShape shape, Predicate<Rows> which, FeatureSet features) {
    Set<Integer> read = new TreeSet<>();
    shape.inputs().stream()
        .filter(which)
        .forEach(rows -> IntStream.of(rows.columns(features.inputs().size())).forEach(read::add));
    return read;
  }

  /** The first head that forecasts an input's values. */
  private static Optional<Fed> fed(int input, FeatureSet features, WindowTargets values) {
    return features
        .targetOf(input)
        .map(
            target ->
                new Fed(
                    input,
                    IntStream.range(0, values.targets().size())
                        .filter(place -> values.targets().get(place).target() == target)
                        .findFirst()
                        .orElseThrow()));
  }

  private static ConfigurationException unknown(int times, String input) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "model.recursive = %d: the input \"%s\" is none of window.targets, as a value or a"
                + " difference, and not known ahead, so nobody knows it at the steps that are"
                + " forecast; forecast it too (window.targets), leave it out (features.channels,"
                + " features.derived), name it in features.known-ahead if it is known then, or read"
                + " it by a model.inputs of kind = static if it never changes within a series",
            times,
            input));
  }

  /** Whether anything is fed back. */
  public boolean isGiven() {
    return times > 1;
  }

  /**
   * The windows that are looked at as a whole: those of the network, with the targets of all times,
   * and what must be known ahead for them.
   */
  public WindowShape far() {
    if (!isGiven()) {
      return near;
    }
    List<Rows> heads =
        near.heads().stream().map(head -> further(head, head.count() * (times - 1))).toList();
    return new WindowShape(near.inputs(), near.stride(), heads, later(), near.series());
  }

  private Rows further(Rows rows, int more) {
    int apart = rows.count() == 1 ? Math.max(1, shift) : rows.apart();
    return new Rows(
        rows.first(), apart, Math.addExact(rows.count(), more), rows.form(), rows.columns());
  }

  /** Rows of inputs that are known ahead, which are read once forecasts have been fed back. */
  private List<Rows> later() {
    List<Rows> later = new ArrayList<>();
    for (Rows rows : near.inputs()) {
      List<Integer> columns = known.stream().filter(rows::reads).toList();
      if (!columns.isEmpty()) {
        later.addAll(later(rows, columns));
      }
    }
    return later;
  }

  private List<Rows> later(Rows rows, List<Integer> columns) {
    int horizon = near.heads().get(0).count();
    int row = shift / horizon;
    if (rows.unknown().equals(UnknownRows.DROP) && rows.apart() == row && rows.count() >= horizon) {
      // What is read next goes on without a gap, and all of it must be known.
      return List.of(
          Rows.ahead(rows.last() + row, row, Math.multiplyExact(horizon, times - 1), columns));
    }
    List<Rows> later = new ArrayList<>();
    for (int time = 1; time < times; time++) {
      int first = Math.addExact(rows.first(), Math.multiplyExact(time, shift));
      later.add(new Rows(first, rows.apart(), rows.count(), rows.form(), columns, rows.unknown()));
    }
    return later;
  }
}
