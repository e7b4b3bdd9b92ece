package io.chronoshard.simulate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Rows as lines with one JSON object each, in UTF-8: the series where there are several, the time,
 * and all channels, or the name and the value of one.
 */
final class JsonRows implements RowOutput {

  private final boolean isLong;
  private final TextBuffer text = new TextBuffer();
  private final TimeCell times;
  private final byte[] beforeTime;
  private final byte[] marker;
  private final byte[][] beforeValue;
  private final byte[] end;
  private final int[] decimals;
  private final long[] powers;
  private final OutputStream out;

  /**
   * Rows of a file.
   *
   * @param series its name where the files hold several series, otherwise empty: no such field
   */
  JsonRows(
      SimulateSettings settings, List<SimulatedChannel> channels, String series, OutputStream out) {
    this.out = out;
    isLong = settings.shape() == Shape.LONG;
    times = new TimeCell(settings.timeText(), "\"");
    beforeTime =
        TextBuffer.utf8(
            "{" + (series.isEmpty() ? "" : "\"series\":" + quoted(series) + ",") + "\"time\":");
    marker = TextBuffer.utf8(new Marker(settings.faults().marker()).json());
    beforeValue =
        channels.stream()
            .map(SimulatedChannel::name)
            .map(
                name ->
                    isLong
                        ? ",\"channel\":" + quoted(name) + ",\"value\":"
                        : "," + quoted(name) + ":")
            .map(TextBuffer::utf8)
            .toArray(byte[][]::new);
    end = TextBuffer.utf8("}\n");
    decimals = channels.stream().mapToInt(SimulatedChannel::decimals).toArray();
    powers = channels.stream().mapToLong(c -> Decimals.power(c.decimals())).toArray();
  }

  /** A text in JSON. */
  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  @Override
  public void write(long millis, float[] values, int copies) throws IOException {
    text.clear();
    text.append(beforeTime);
    times.append(millis, text);
    int keptTo = text.length();
    for (int channel = 0; channel < values.length; channel++) {
      if (isLong && channel > 0) {
        text.append(end);
        text.appendAgain(0, keptTo);
      }
      text.append(beforeValue[channel]);
      if (Float.isNaN(values[channel])) {
        text.append(marker);
      } else {
        text.appendNumber(
            Decimals.scaled(values[channel], powers[channel]),
            powers[channel],
            decimals[channel],
            (byte) '.');
      }
    }
    text.append(end);
    for (int i = 0; i < copies; i++) {
      out.write(text.bytes(), 0, text.length());
    }
  }
}
