package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.config.SimulateSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

  private static final List<SimulatedChannel> CHANNELS =
      List.of(
          new SimulatedChannel("a", 0, 1),
          new SimulatedChannel("b", 2, 1),
          new SimulatedChannel("c", 3, 1));
  private static final long NEW_YEAR = 1_640_995_200_000L;

  @Test
  void linesLookLikeThis() throws IOException {
    Lines several = new Lines("site-0001", "simulate.faults.marker = n/a");
    Lines single = new Lines("", "simulate.faults.marker = \"\"", "simulate.step = 7 milliseconds");

    assertThat(several.header()).isEqualTo("series,time,a,b,c\n");
    assertThat(single.header()).isEqualTo("time,a,b,c\n");
    assertThat(several.row(NEW_YEAR, 0, -0.05f, 1234.5f))
        .isEqualTo("site-0001,2022-01-01T00:00:00Z,0,-0.05,1234.500\n");
    assertThat(single.row(NEW_YEAR + 7, -7, Float.NaN, -0.0004f))
        .isEqualTo("2022-01-01T00:00:00.007Z,-7,,0.000\n");
    assertThat(several.row(NEW_YEAR, Float.NaN, 0.375f, 9.9996f))
        .isEqualTo("site-0001,2022-01-01T00:00:00Z,n/a,0.38,10.000\n");
  }

  @Test
  void aDialectLooksLikeThis() throws IOException {
    Lines plant =
        new Lines(
            "site-0001",
            "simulate.csv { separator = \";\", decimal = \",\", quote = \"\\\"\", line-end = crlf }",
            "simulate.csv { trailing-separator = true, comment = \"# plant:\" }",
            "simulate.time { pattern = \"dd.MM.yyyy HH:mm\", zone = \"+01:00\" }",
            "simulate.faults.marker = n/a");

    assertThat(plant.header())
        .isEqualTo("# plant: made up by simulate\r\n\"series\";\"time\";\"a\";\"b\";\"c\";\r\n");
    assertThat(plant.row(NEW_YEAR, 7, Float.NaN, -1.5f))
        .isEqualTo("\"site-0001\";\"01.01.2022 01:00\";7;\"n/a\";-1,500;\r\n");
  }

  @Test
  void blanksAlignColumns() throws IOException {
    Lines blanks =
        new Lines(
            "",
            "simulate.csv { separator = spaces, header = false }",
            "simulate.time.pattern = epoch-seconds",
            "simulate.channels = 1",
            "simulate.csv.quote = \"'\"");

    assertThat(blanks.header()).isEmpty();
    assertThat(blanks.row(NEW_YEAR, 1, 2.5f, -1000))
        .isEqualTo("1640995200  1           2.50        -1000.000\n");
    assertThat(blanks.row(NEW_YEAR, -0x1.cbe992p36f, 2, Float.NaN))
        .isEqualTo("1640995200  -123456790528 2.00        -9999.0\n");
  }

  @Test
  void aLongRowIsALineForEachChannel() throws IOException {
    Lines several = new Lines("site-0001", "simulate.shape = long");
    Lines single =
        new Lines(
            "",
            "simulate.shape = long",
            "simulate.csv { separator = spaces, quote = \"'\" }",
            "simulate.time.pattern = epoch-seconds");

    assertThat(several.header()).isEqualTo("series,time,channel,value\n");
    assertThat(several.row(NEW_YEAR, 1, 2.5f, Float.NaN))
        .isEqualTo(
            """
            site-0001,2022-01-01T00:00:00Z,a,1
            site-0001,2022-01-01T00:00:00Z,b,2.50
            site-0001,2022-01-01T00:00:00Z,c,-9999.0
            """);
    assertThat(single.header()).isEqualTo("'time'      'channel'   'value'\n");
    assertThat(single.row(NEW_YEAR, 1, 2.5f, -3))
        .isEqualTo(
            """
            1640995200  'a'         1
            1640995200  'b'         2.50
            1640995200  'c'         -3.000
            """);
  }

  @Test
  void numbersAreRoundedAsBigDecimalsAre() throws IOException {
    Lines lines = new Lines("");
    MersenneTwister random = new MersenneTwister(1);
    for (int i = 0; i < 10_000; i++) {
      float a = (float) random.nextGaussian() * 3000;
      float b = random.nextInt(200_000) / 8f - 12_000;
      float c = random.nextInt(20_000) / 16f - 600;
      assertThat(lines.row(0, a, b, c))
          .isEqualTo(
              "1970-01-01T00:00:00Z," + exact(a, 0) + "," + exact(b, 2) + "," + exact(c, 3) + "\n");
    }
  }

  @Test
  void timesAreIsoInUtc() throws IOException {
    Lines seconds = new Lines("");
    MersenneTwister random = new MersenneTwister(1);
    for (int i = 0; i < 10_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(300_000_000_000_000L) - 60_000_000_000_000L)
              .truncatedTo(ChronoUnit.SECONDS);
      assertThat(seconds.row(time.toEpochMilli())).isEqualTo(time + "\n");
    }
  }

  /** Halves here are exact in binary, so both round the same number. */
  private static String exact(float value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString();
  }

  /** The lines of one file. */
  private static final class Lines {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SimulateSettings settings;
    private final CsvRows rows;

    Lines(String series, String... sets) {
      settings = ConfigurationReader.read(Optional.empty(), List.of(sets)).simulate();
      rows = new CsvRows(settings, CHANNELS, series, out);
    }

    String header() throws IOException {
      rows.begin(settings.csv());
      return text();
    }

    String row(long millis, float... values) throws IOException {
      rows.write(millis, values, 1);
      return text();
    }

    private String text() {
      String text = out.toString(UTF_8);
      out.reset();
      return text;
    }
  }
}
