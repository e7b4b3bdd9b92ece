package io.chronoshard.simulate;

import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Csv;
import java.io.IOException;
import java.io.OutputStream;

/** The table of events, as lines of CSV in the dialect of the history's files. */
final class EventRows {

  private final Csv dialect;
  private final CsvText lines;
  private final TimeCell times;
  private final OutputStream out;

  EventRows(SimulateSettings settings, OutputStream out) {
    this.out = out;
    dialect = settings.csv();
    lines = new CsvText(dialect);
    times = new TimeCell(settings.timeText(), dialect.quote());
  }

  /** Writes the lines before the rows. */
  void begin() throws IOException {
    if (!dialect.comment().isEmpty()) {
      lines.comment(dialect.comment() + " events made up by simulate");
    }
    if (dialect.header()) {
      for (String name : new String[] {"series", "from", "to", "label"}) {
        lines.cell(lines.quoted(name));
      }
      lines.endLine();
    }
    flush();
  }

  /** Writes an event. */
  void write(SimulatedEvent event) throws IOException {
    lines
        .cell(lines.quoted(event.series()))
        .cell(times, event.fromMillis())
        .cell(times, event.toMillis())
        .cell(lines.quoted(event.label()))
        .endLine();
    flush();
  }

  private void flush() throws IOException {
    TextBuffer text = lines.text();
    out.write(text.bytes(), 0, text.length());
    text.clear();
  }
}
