package io.chronoshard.history;

import io.chronoshard.config.ChannelRule;
import io.chronoshard.config.GridSettings.Index;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.config.TimeAxis.Kind;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.history.FileLayouts.Keys;
import io.chronoshard.history.HeaderReader.Header;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Opens the files of a history: from what they begin with follows how all their rows are read. */
final class HistoryOpener {

  private final HistorySettings settings;
  private final Index index;
  private final Configuration hadoop;

  /**
   * With a history's settings.
   *
   * @throws ConfigurationException where they do not fit each other
   */
  HistoryOpener(HistorySettings settings, Index index, Configuration hadoop) {
    this.settings = settings;
    this.index = index;
    this.hadoop = hadoop;
    checkTime();
  }

  /** Reads the headers of text files. */
  HistoryFiles text(List<InputFile> files, HistoryFiles.NameSearch names) {
    HeaderReader headers = new HeaderReader(Dialect.of(settings), hadoop);
    FileLayouts layouts = FileLayouts.of(files, settings, Keys.OF_HISTORY, headers);
    return open(layouts, names);
  }

  /** Asks the reader of tables. */
  HistoryFiles tables(List<InputFile> files, HistoryFiles.TableColumns columns) {
    FileLayouts layouts =
        FileLayouts.of(files, settings, Keys.OF_HISTORY, new TableHeaders(columns));
    return open(layouts, columns::channelNames);
  }

  /** Damage of a table's file is for its reader to tell. */
  private record TableHeaders(HistoryFiles.TableColumns columns) implements FileLayouts.Headers {

    @Override
    public Header of(InputFile file) {
      return new Header(columns.of(file), 0);
    }

    @Override
    public void requireUndamaged(InputFile file) {}
  }

  private HistoryFiles open(FileLayouts layouts, HistoryFiles.NameSearch search) {
    LongChannels rows = LongChannels.NONE;
    List<String> channels = new ArrayList<>(layouts.channels());
    if (!settings.longRows().channel().isEmpty()) {
      List<String> names =
          settings.areChannelsSought() ? search.channelNames(withoutChannels(layouts)) : List.of();
      checkNames(names);
      rows = LongChannels.of(settings, names);
      channels.addAll(rows.channels());
    }
    checkChannels(channels);
    Attributes attributes = Attributes.NONE;
    if (!settings.series().attributes().input().isEmpty()) {
      AttributeTable table = AttributeTable.open(settings, hadoop);
      int inFiles = channels.size();
      channels.addAll(table.channels());
      checkChannels(channels);
      attributes = table.read(attributeCells(channels, inFiles));
    }
    return new HistoryFiles(
        layouts,
        channels,
        format(
            layouts,
            settings,
            index,
            cells(ChannelRules.of(settings.rules(), channels)),
            rows,
            attributes),
        SideFiles.read(settings, index, hadoop),
        hadoop);
  }

  /** Files whose channels are sought in their rows. */
  private HistoryFiles withoutChannels(FileLayouts layouts) {
    RowFormat format =
        format(layouts, settings, index, List.of(), LongChannels.NONE, Attributes.NONE);
    return new HistoryFiles(layouts, List.of(), format, SideFiles.NONE, hadoop);
  }

  /**
   * How rows are read.
   *
   * @param cells how those of each channel are, attributes behind the others
   */
  static RowFormat format(
      FileLayouts layouts,
      HistorySettings settings,
      Index index,
      List<CellRule> cells,
      LongChannels longChannels,
      Attributes attributes) {
    return new RowFormat(
        Dialect.of(settings),
        new TimeRule(
            index == Index.CYCLES ? Kind.CYCLES : Kind.CLOCK,
            settings.time().patterns(),
            settings.time().zone().getId()),
        settings.series().name(),
        cells,
        longChannels.places(),
        attributes,
        layouts.layouts(),
        layouts.fileLayouts());
  }

  private List<CellRule> cells(List<ChannelRule> rules) {
    return rules.stream().map(rule -> CellRule.of(rule, settings.missing())).toList();
  }

  private List<CellRule> attributeCells(List<String> channels, int inFiles) {
    List<ChannelRule> rules = ChannelRules.of(settings.rules(), channels);
    List<CellRule> cells = cells(rules.subList(inFiles, channels.size()));
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).kind() == CellRule.Kind.COUNTER) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.rules: the channel \"%s\" is an attribute of series, and cannot be a counter; leave it out of the rule",
                channels.get(inFiles + i)));
      }
    }
    return cells;
  }

  private void checkTime() {
    if (index != Index.ROWS && settings.time().columns().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.time.column = \"\": a grid on %s needs the column that holds %s; name it, or set grid.index = rows",
              index == Index.TIME ? "clock time" : "cycles",
              index == Index.TIME ? "the time" : "them"));
    }
    if (index == Index.CYCLES && settings.time().columns().size() > 1) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "history.time.column = %s: a cycle is counted by one column; name that one",
              settings.time().columns()));
    }
    // Checks the patterns before anything is read.
    for (String pattern : settings.time().patterns()) {
      TimeFormat.of(pattern, settings.time().zone());
    }
  }

  private void checkNames(List<String> names) {
    if (names.isEmpty() && settings.areChannelsSought()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.long.channel = \"%s\": no row names a channel there; name the column of the channels' names",
              settings.longRows().channel()));
    }
    if (names.size() > ChannelNames.MOST) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "history.long.channel = \"%s\": the column holds more than %d different names, such as %s, and each would be a channel; name the column of the channels' names, or the channels to read in history.channels",
              settings.longRows().channel(),
              ChannelNames.MOST,
              names.subList(0, 3)));
    }
  }

  private static void checkChannels(List<String> channels) {
    if (channels.isEmpty()) {
      throw new ConfigurationException(
          "history.channels = []: the files have no column that is neither time nor series, so there is nothing to read");
    }
    Set<String> seen = new HashSet<>();
    for (String channel : channels) {
      if (!seen.add(channel)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "history.channels names \"%s\" twice; a channel is read once, and columns of one name are told apart by history.rename",
                channel));
      }
    }
  }
}
