package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Csv;
import io.chronoshard.config.SimulateSettings.Format;
import io.chronoshard.config.SimulateSettings.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads simulated files by other libraries, knowing their format and nothing of how it is made. */
final class ReadBack {

  /** A number, or NaN where the marker stands, and where it stands. */
  record Cell(int channel, float value) {}

  /** A line: the series it names, its stamp, and its cells. */
  record Line(String series, long millis, List<Cell> cells) {}

  private static final Pattern BLANK_CELL = Pattern.compile("\"(?:[^\"]|\"\")*\"|'[^']*'|[^ ]+");
  private static final JsonMapper JSON = new JsonMapper();

  private final SimulateSettings settings;
  private final List<String> names;

  ReadBack(SimulateSettings settings) {
    this.settings = settings;
    this.names = settings.channelNames();
  }

  List<Line> lines(byte[] file) throws IOException {
    String text = text(file);
    List<Line> lines = new ArrayList<>();
    if (settings.format() == Format.JSON) {
      assertThat(text).endsWith("\n");
      for (String line : text.lines().toList()) {
        lines.add(json(JSON.readTree(line)));
      }
      return lines;
    }
    for (List<String> cells : table(text, columns())) {
      lines.add(csv(cells));
    }
    return lines;
  }

  /** The rows of a CSV text, without a header that must have those names. */
  List<List<String>> table(String text, List<String> columns) {
    Csv dialect = settings.csv();
    String end = dialect.lineEnd() == Csv.LineEnd.LF ? "\n" : "\r\n";
    assertThat(text.isEmpty() || text.endsWith(end)).isTrue();
    String body = text;
    if (!dialect.comment().isEmpty()) {
      assertThat(text).startsWith(dialect.comment());
      body = text.substring(text.indexOf(end) + end.length());
    }
    boolean blanks = dialect.separator().equals(Csv.SPACES);
    List<List<String>> rows = blanks ? aligned(body, end) : separated(body, end);
    for (List<String> cells : rows) {
      if (dialect.trailingSeparator() && !blanks) {
        assertThat(cells.remove(cells.size() - 1)).isEmpty();
      }
      assertThat(cells).hasSameSizeAs(columns);
    }
    if (dialect.header()) {
      assertThat(rows.remove(0)).isEqualTo(columns);
    }
    return rows;
  }

  private List<List<String>> aligned(String text, String end) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.split(end, 0)) {
      assertThat(line.endsWith(" ")).isEqualTo(settings.csv().trailingSeparator());
      List<String> cells = new ArrayList<>();
      for (Matcher cell = BLANK_CELL.matcher(line); cell.find(); ) {
        String found = cell.group();
        cells.add(
            found.startsWith(settings.csv().quote())
                ? found.substring(1, found.length() - 1)
                : found);
      }
      rows.add(cells);
    }
    return rows;
  }

  private List<List<String>> separated(String text, String end) {
    String quote = settings.csv().quote();
    CsvParserSettings parser = new CsvParserSettings();
    parser.setMaxColumns(20_000);
    parser.getFormat().setLineSeparator(end);
    parser.getFormat().setDelimiter(settings.csv().separator());
    parser.getFormat().setQuote(quote.isEmpty() ? '\0' : quote.charAt(0));
    parser.getFormat().setQuoteEscape(quote.isEmpty() ? '\0' : quote.charAt(0));
    parser.getFormat().setComment('\0');
    parser.setIgnoreLeadingWhitespaces(false);
    parser.setIgnoreTrailingWhitespaces(false);
    parser.setSkipEmptyLines(false);
    parser.setEmptyValue("");
    parser.setNullValue("");
    List<List<String>> rows = new ArrayList<>();
    for (String[] cells : new CsvParser(parser).parseAll(new StringReader(text))) {
      rows.add(new ArrayList<>(List.of(cells)));
    }
    return rows;
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    if (settings.series() > 1) {
      columns.add("series");
    }
    columns.add("time");
    columns.addAll(settings.shape() == Shape.LONG ? List.of("channel", "value") : names);
    return columns;
  }

  private Line csv(List<String> cells) {
    int time = settings.series() > 1 ? 1 : 0;
    String series = time == 1 ? cells.get(0) : "";
    long millis = millis(cells.get(time));
    if (settings.shape() == Shape.LONG) {
      int channel = names.indexOf(cells.get(time + 1));
      return new Line(series, millis, List.of(cell(channel, cells.get(time + 2))));
    }
    List<Cell> values = new ArrayList<>();
    for (int channel = 0; channel < names.size(); channel++) {
      values.add(cell(channel, cells.get(time + 1 + channel)));
    }
    return new Line(series, millis, values);
  }

  private Cell cell(int channel, String text) {
    assertThat(channel).isNotNegative();
    return text.equals(settings.faults().marker())
        ? new Cell(channel, Float.NaN)
        : new Cell(channel, Float.parseFloat(text.replace(settings.csv().decimal(), ".")));
  }

  private Line json(JsonNode object) {
    boolean several = settings.series() > 1;
    assertThat(object.has("series")).isEqualTo(several);
    int values = settings.shape() == Shape.LONG ? 2 : names.size();
    assertThat(object.size()).isEqualTo((several ? 2 : 1) + values);
    String series = several ? object.get("series").textValue() : "";
    JsonNode time = object.get("time");
    assertThat(time.isNumber()).isEqualTo(settings.time().pattern().startsWith("epoch"));
    if (settings.shape() == Shape.LONG) {
      int channel = names.indexOf(object.get("channel").textValue());
      return new Line(series, millis(time.asText()), List.of(cell(channel, object.get("value"))));
    }
    List<Cell> cells = new ArrayList<>();
    for (int channel = 0; channel < names.size(); channel++) {
      cells.add(cell(channel, object.get(names.get(channel))));
    }
    return new Line(series, millis(time.asText()), cells);
  }

  private Cell cell(int channel, JsonNode value) {
    String marker = settings.faults().marker();
    boolean missing = marker.isEmpty() ? value.isNull() : value.asText().equals(marker);
    assertThat(missing || value.isNumber()).isTrue();
    return new Cell(channel, missing ? Float.NaN : value.floatValue());
  }

  /** The time that a text tells. */
  long millis(String text) {
    String pattern = settings.time().pattern();
    return switch (pattern) {
      case "iso" ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from).toEpochMilli();
      case "epoch-seconds" -> 1000 * Long.parseLong(text);
      case "epoch-milliseconds" -> Long.parseLong(text);
      default ->
          DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
              .withZone(ZoneId.of(settings.time().zone()))
              .parse(text, Instant::from)
              .toEpochMilli();
    };
  }

  private String text(byte[] file) throws IOException {
    Charset charset =
        settings.format() == Format.JSON
            ? StandardCharsets.UTF_8
            : Charset.forName(settings.csv().charset());
    InputStream bytes = new ByteArrayInputStream(file);
    try (InputStream in =
        settings.compression() == SimulateSettings.Compression.GZIP
            ? new GZIPInputStream(bytes)
            : bytes) {
      return new String(in.readAllBytes(), charset);
    }
  }
}
