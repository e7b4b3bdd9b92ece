package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonRowsTest {

  private static final List<SimulatedChannel> CHANNELS =
      List.of(new SimulatedChannel("a \"b\"", 0, 1), new SimulatedChannel("c", 2, 1));

  @Test
  void linesLookLikeThis() throws IOException {
    assertThat(line("site-0001"))
        .isEqualTo(
            """
            {"series":"site-0001","time":"2022-01-01T00:00:00Z","a \\"b\\"":7,"c":-9999.0}
            """);
    assertThat(line("", "simulate.time.pattern = epoch-seconds", "simulate.faults.marker = n/a"))
        .isEqualTo(
            """
            {"time":1640995200,"a \\"b\\"":7,"c":"n/a"}
            """);
    assertThat(line("", "simulate.shape = long", "simulate.faults.marker = \"\""))
        .isEqualTo(
            """
            {"time":"2022-01-01T00:00:00Z","channel":"a \\"b\\"","value":7}
            {"time":"2022-01-01T00:00:00Z","channel":"c","value":null}
            """);
  }

  private static String line(String series, String... sets) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonRows(
            ConfigurationReader.read(Optional.empty(), List.of(sets)).simulate(),
            CHANNELS,
            series,
            out)
        .write(1_640_995_200_000L, new float[] {7, Float.NaN}, 1);
    return out.toString(UTF_8);
  }
}
