package io.chronoshard.history;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.error.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What the files beside those of a history hold; attributes of series are read with its rows.
 *
 * @param exclusions when values are not to be believed
 * @param labels when events are
 * @param lives steps behind the last one of each series; empty where no file tells
 */
public record SideFiles(
    List<IntervalFile.Line> exclusions, List<IntervalFile.Line> labels, List<Long> lives) {

  /** No file. */
  static final SideFiles NONE = new SideFiles(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public SideFiles {
    exclusions = List.copyOf(exclusions);
    labels = List.copyOf(labels);
    lives = List.copyOf(lives);
  }

  /**
   * Lists them, attributes among them, without opening them.
   *
   * @throws DataException where one is not there
   */
  public static List<InputFile> list(HistorySettings settings, Configuration hadoop) {
    List<InputFile> sides = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    named.put("history.series.attributes.input", settings.series().attributes().input());
    named.put("history.exclusions.input", settings.exclusions().input());
    named.put("history.labels.input", settings.labels().intervals().input());
    named.put("history.remaining-life.input", settings.remainingLife().input());
    named.forEach(
        (key, input) -> {
          if (!input.isEmpty()) {
            sides.addAll(InputFiles.listSide(key, input, hadoop));
          }
        });
    return sides;
  }

  /** Reads them, each once. */
  static SideFiles read(HistorySettings settings, GridSettings.Index index, Configuration hadoop) {
    String lives = settings.remainingLife().input();
    return new SideFiles(
        IntervalFile.read(settings.exclusions(), settings, index, hadoop),
        IntervalFile.read(settings.labels().intervals(), settings, index, hadoop),
        lives.isEmpty() ? List.of() : LifeFile.read(lives, settings, hadoop));
  }
}
