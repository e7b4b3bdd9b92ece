package io.chronoshard.history;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.HistorySettings.LongRows;
import io.chronoshard.config.HistorySettings.Series;
import io.chronoshard.config.HistorySettings.Time;
import io.chronoshard.error.DataException;
import io.chronoshard.history.FileLayouts.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The table of {@code history.series.attributes}: a row for each series. */
final class AttributeTable {

  private static final String KEY = "history.series.attributes.input";

  private final InputFile file;
  private final HistorySettings settings;
  private final FileLayouts layouts;
  private final Configuration hadoop;

  private AttributeTable(
      InputFile file, HistorySettings settings, FileLayouts layouts, Configuration hadoop) {
    this.file = file;
    this.settings = settings;
    this.layouts = layouts;
    this.hadoop = hadoop;
  }

  /** Reads the table's header. */
  static AttributeTable open(HistorySettings history, Configuration hadoop) {
    HistorySettings settings = asTable(history);
    HeaderReader headers = new HeaderReader(Dialect.of(settings), hadoop);
    List<InputFile> files = InputFiles.list(KEY, settings.input(), hadoop);
    if (files.size() != 1) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s names \"%s\", which leads to %d files; name one",
              KEY,
              settings.input().get(0),
              files.size()));
    }
    FileLayouts layouts = FileLayouts.of(files, settings, Keys.OF_ATTRIBUTES, headers);
    return new AttributeTable(files.get(0), settings, layouts, hadoop);
  }

  /** The table as a history of its own: no times, and a series of one row each. */
  private static HistorySettings asTable(HistorySettings history) {
    HistorySettings.Attributes attributes = history.series().attributes();
    return new HistorySettings(
        List.of(attributes.input()),
        "csv",
        Map.of(),
        withHeader(history.csv()),
        Map.of(),
        new Time(List.of(), history.time().patterns(), history.time().zone()),
        new Series(
            List.of(attributes.key()),
            "",
            history.series().name(),
            new HistorySettings.Attributes("", attributes.key(), List.of())),
        new LongRows("", List.of()),
        attributes.columns(),
        history.missing(),
        List.of(),
        history.exclusions(),
        history.labels(),
        history.remainingLife(),
        history.limits(),
        history.table(),
        history.snapshot(),
        history.keepSnapshots());
  }

  /** The files' dialect, but for what stands ahead of their rows. */
  private static HistorySettings.Csv withHeader(HistorySettings.Csv csv) {
    return new HistorySettings.Csv(
        csv.separator(), csv.decimal(), true, 0, csv.comment(), csv.quote(), csv.charset());
  }

  /** Names of the attributes. */
  List<String> channels() {
    return layouts.channels();
  }

  /**
   * Reads the table.
   *
   * @param rules how the cells of each attribute are read
   * @throws DataException where a row cannot be read, or a series has two
   */
  Attributes read(List<CellRule> rules) {
    RowFormat format =
        HistoryOpener.format(
            layouts, settings, GridSettings.Index.ROWS, rules, LongChannels.NONE, Attributes.NONE);
    HistoryFiles table =
        new HistoryFiles(layouts, layouts.channels(), format, SideFiles.NONE, hadoop);
    Map<String, float[]> values = new HashMap<>();
    List<Map<String, Integer>> texts = new ArrayList<>();
    channels().forEach(channel -> texts.add(new LinkedHashMap<>()));
    Iterator<Readings> batches = table.read(0);
    while (batches.hasNext()) {
      add(batches.next(), table, values, texts);
    }
    return new Attributes(
        channels().size(),
        values,
        texts.stream().map(places -> List.copyOf(places.keySet())).toList());
  }

  private void add(
      Readings batch,
      HistoryFiles table,
      Map<String, float[]> values,
      List<Map<String, Integer>> texts) {
    BadRow damage = batch.damage();
    if (damage != null) {
      throw table.lines().failure(damage);
    }
    if (batch.badRows().count() > 0) {
      throw table.lines().failure(batch.badRows());
    }
    int width = channels().size();
    for (int row = 0; row < batch.rows(); row++) {
      String series = batch.seriesNames().get(batch.series()[row]);
      float[] known = Arrays.copyOfRange(batch.values(), row * width, (row + 1) * width);
      batch
          .categories()
          .forEach(
              (channel, names) -> {
                if (!Float.isNaN(known[channel])) {
                  known[channel] = place(names.get((int) known[channel]), texts.get(channel));
                }
              });
      if (values.put(series, known) != null) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s has two rows of series \"%s\"; leave one of them out",
                file.path(),
                series));
      }
    }
  }

  /** Texts have their places in the order in which they come. */
  private static int place(String text, Map<String, Integer> texts) {
    return texts.computeIfAbsent(text, first -> texts.size());
  }
}
