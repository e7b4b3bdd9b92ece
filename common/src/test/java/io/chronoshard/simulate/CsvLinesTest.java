package io.chronoshard.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.simulate.CsvLines.TimeDigits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

  private static final List<SimulatedChannel> CHANNELS =
      List.of(
          new SimulatedChannel("a", 0), new SimulatedChannel("b", 2), new SimulatedChannel("c", 3));

  @Test
  void linesLookLikeThis() {
    CsvLines several = new CsvLines(CHANNELS, "site-0001", "n/a", TimeDigits.SECONDS);
    CsvLines single = new CsvLines(CHANNELS, "", "", TimeDigits.MILLISECONDS);

    assertThat(new String(several.header(), UTF_8)).isEqualTo("series,time,a,b,c\n");
    assertThat(new String(single.header(), UTF_8)).isEqualTo("time,a,b,c\n");
    assertThat(line(several, 1_640_995_200_000L, 0, -0.05f, 1234.5f))
        .isEqualTo("site-0001,2022-01-01T00:00:00Z,0,-0.05,1234.500\n");
    assertThat(line(single, 1_640_995_200_007L, -7, Float.NaN, -0.0004f))
        .isEqualTo("2022-01-01T00:00:00.007Z,-7,,0.000\n");
    assertThat(line(several, 1_640_995_200_000L, Float.NaN, 0.375f, 9.9996f))
        .isEqualTo("site-0001,2022-01-01T00:00:00Z,n/a,0.38,10.000\n");
  }

  @Test
  void numbersAreRoundedAsBigDecimalsAre() {
    CsvLines lines = new CsvLines(CHANNELS, "", "", TimeDigits.SECONDS);
    MersenneTwister random = new MersenneTwister(1);
    for (int i = 0; i < 10_000; i++) {
      float a = (float) random.nextGaussian() * 3000;
      float b = random.nextInt(200_000) / 8f - 12_000;
      float c = random.nextInt(20_000) / 16f - 600;
      assertThat(line(lines, 0, a, b, c))
          .isEqualTo(
              "1970-01-01T00:00:00Z," + exact(a, 0) + "," + exact(b, 2) + "," + exact(c, 3) + "\n");
    }
  }

  @Test
  void timesAreIsoInUtc() {
    CsvLines seconds = new CsvLines(List.of(), "", "", TimeDigits.SECONDS);
    MersenneTwister random = new MersenneTwister(1);
    for (int i = 0; i < 10_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(300_000_000_000_000L) - 60_000_000_000_000L)
              .truncatedTo(ChronoUnit.SECONDS);
      assertThat(line(seconds, time.toEpochMilli())).isEqualTo(time + "\n");
    }
  }

  /** Halves here are exact in binary, so both round the same number. */
  private static String exact(float value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString();
  }

  private static String line(CsvLines lines, long millis, float... values) {
    return new String(lines.build(millis, values).copy(), UTF_8);
  }
}
