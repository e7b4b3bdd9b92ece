package io.chronoshard.evaluate;

import io.chronoshard.block.Block;
import io.chronoshard.config.Nearest;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.grid.History;
import io.chronoshard.split.Interval;
import io.chronoshard.window.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events that a channel of labels tells.
 *
 * @param label the channel; empty for none
 * @param events by series, as runs of steps in their order
 */
public record LabelledEvents(String label, Map<String, List<Interval>> events) {

  /** Of no label. */
  public static final LabelledEvents NONE = new LabelledEvents("", Map.of());

  /** Copies the map. */
  public LabelledEvents {
    events = Map.copyOf(events);
  }

  /**
   * Refuses a channel that is no label.
   *
   * @throws ConfigurationException with those there are
   */
  public static void requireLabel(String label, History table) {
    if (table.labels().contains(label)) {
      return;
    }
    throw new ConfigurationException(
        String.format(
            Locale.ROOT,
            "evaluation.label = \"%s\": %s; %s",
            label,
            table.channels().contains(label)
                ? "this channel of history.table is no label but a sensor's"
                : "history.table has no such channel",
            table.labels().isEmpty()
                ? "it has no labels, which history.labels makes of a file of events"
                : "its labels are " + Nearest.first(label, table.labels())));
  }

  /**
   * The events of one block, in the order of time.
   *
   * @param block whose first target is the label
   * @param rows the steps that count
   * @throws DataException where a value is neither 0 nor 1
   */
  public static List<Interval> of(Block block, Origins rows, String label) {
    List<Interval> found = new ArrayList<>();
    long end = Math.min(block.coreTo(), rows.to());
    for (long step = Math.max(block.coreFrom(), rows.from()); step < end; step++) {
      float value = block.targets().at(step, 0);
      if (value == 1) {
        add(found, new Interval(step, step + 1));
      } else if (value != 0 && !Float.isNaN(value)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "evaluation.label = \"%s\": it is %s at step %d of %s, and labels of events are 0 or 1; name one that"
                    + " history.labels makes",
                label,
                value,
                step,
                block.id().series()));
      }
    }
    return found;
  }

  /** Those of all blocks, in their order. */
  public static LabelledEvents of(String label, TreeMap<String, List<Interval>> blocks) {
    Map<String, List<Interval>> events = new TreeMap<>();
    blocks.forEach(
        (series, some) -> {
          List<Interval> own = new ArrayList<>();
          some.forEach(event -> add(own, event));
          events.put(series, own);
        });
    return new LabelledEvents(label, events);
  }

  private static void add(List<Interval> events, Interval next) {
    int last = events.size() - 1;
    if (last >= 0 && events.get(last).to() == next.from()) {
      events.set(last, new Interval(events.get(last).from(), next.to()));
    } else {
      events.add(next);
    }
  }

  /** Whether there is a label, which may tell no event. */
  boolean isOfLabel() {
    return !label.isEmpty();
  }

  /** How many there are. */
  long count() {
    return events.values().stream().mapToLong(List::size).sum();
  }

  List<Interval> of(String series) {
    return events.getOrDefault(series, List.of());
  }
}
