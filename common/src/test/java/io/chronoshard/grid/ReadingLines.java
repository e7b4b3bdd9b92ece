package io.chronoshard.grid;

import io.chronoshard.grid.GrowingSensors.Fault;
import io.chronoshard.grid.GrowingSensors.Format;
import io.chronoshard.grid.GrowingSensors.Row;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Made-up readings as the lines of a text file.
 *
 * @param channels a column for each, where lines hold all
 * @param texts the channels of categories
 */
record ReadingLines(Format format, List<String> channels, Set<String> texts) {

  /** All lines of a file. */
  String of(List<Row> rows) {
    Stream<String> header =
        switch (format) {
          case CSV -> Stream.of("time,site," + String.join(",", channels));
          case LONG_CSV -> Stream.of("what,v,time,site");
          default -> Stream.of();
        };
    return Stream.concat(header, rows.stream().flatMap(this::lines))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private Stream<String> lines(Row row) {
    Stream<String> lines =
        switch (format) {
          case CSV -> Stream.of(wide(row));
          case JSON -> Stream.of(object(row));
          case LONG_CSV -> row.cells().keySet().stream().map(channel -> tall(row, channel));
          case LONG_JSON -> row.cells().keySet().stream().map(channel -> tallObject(row, channel));
          case PARQUET -> throw new IllegalStateException(format + " is no text");
        };
    return row.fault() == Fault.CUT
        ? lines.map(line -> line.substring(0, line.length() / 3))
        : lines;
  }

  private String wide(Row row) {
    return time(row)
        + ","
        + site(row)
        + channels.stream()
            .map(name -> "," + (row.cells().containsKey(name) ? cell(row, name) : unknown(row)))
            .collect(Collectors.joining());
  }

  private static String unknown(Row row) {
    return row.time() % 2 == 0 ? "" : "NA";
  }

  private String object(Row row) {
    StringBuilder text = new StringBuilder("{\"time\": " + time(row));
    text.append(", \"site\": \"").append(site(row)).append('"');
    row.cells()
        .keySet()
        .forEach(name -> text.append(", \"").append(name).append("\": ").append(value(row, name)));
    return text.append(row.cells().containsKey("b") ? "}" : ", \"b\": null}").toString();
  }

  private String tall(Row row, String channel) {
    return String.join(",", channel, cell(row, channel), time(row), site(row));
  }

  private String tallObject(Row row, String channel) {
    return "{\"what\": \"%s\", \"v\": %s, \"time\": %s, \"site\": \"%s\"}"
        .replaceFirst("%s", channel)
        .replaceFirst("%s", value(row, channel))
        .replaceFirst("%s", time(row))
        .replaceFirst("%s", site(row));
  }

  private String value(Row row, String channel) {
    String cell = cell(row, channel);
    return texts.contains(channel) || row.fault() == Fault.CELL ? '"' + cell + '"' : cell;
  }

  /** Of a faulty row with a cell that is no number in the place of one. */
  private String cell(Row row, String channel) {
    return (row.fault() == Fault.CELL ? "about " : "") + row.cells().get(channel);
  }

  private String time(Row row) {
    String time = String.valueOf(row.time());
    return row.fault() != Fault.TIME
        ? time
        : format == Format.LONG_CSV || format == Format.CSV ? "soon" : "\"soon\"";
  }

  private static String site(Row row) {
    return row.fault() == Fault.SITE ? "" : row.site();
  }
}
