package io.chronoshard.history;

import io.chronoshard.config.GridSettings;
import io.chronoshard.config.HistorySettings;
import io.chronoshard.history.Dialect.FirstLine;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/** The names of channels that rows of text hold, by a pass over all of them. */
final class ChannelNames {

  private ChannelNames() {}

  /** All names; rows that cannot be taken apart have none, and will be told when they are read. */
  static Set<String> of(
      FileLayouts layouts,
      HistorySettings settings,
      GridSettings.Index index,
      Configuration hadoop) {
    RowFormat format =
        HistoryOpener.format(
            layouts, settings, index, List.of(), LongChannels.NONE, Attributes.NONE);
    Set<String> names = new TreeSet<>();
    for (int file = 0; file < layouts.files().size(); file++) {
      RowLayout layout = format.layout(file);
      TextRow row = TextRow.of(format, layout);
      Cells cells = new FolderCells(row, layout.inFile(), format.files().get(file).ofFolders());
      try (TextFile text =
          TextFile.open(layouts.files().get(file).path(), format.dialect(), hadoop)) {
        skip(text, row, format);
        String line;
        while ((line = text.next()) != null) {
          if (!text.isTooLong() && !row.isLeftOut(line) && row.take(line).isEmpty()) {
            names.add(cells.text(layout.longChannel()));
          }
        }
      }
    }
    names.remove("");
    return names;
  }

  private static void skip(TextFile text, TextRow row, RowFormat format) {
    for (int i = 0; i < format.dialect().skipLines(); i++) {
      text.next();
    }
    if (format.dialect().firstLine() == FirstLine.HEADER) {
      String line = text.next();
      while (line != null && row.isLeftOut(line)) {
        line = text.next();
      }
    }
  }
}
