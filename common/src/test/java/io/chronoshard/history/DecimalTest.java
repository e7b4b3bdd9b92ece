package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheNearestFloatForAnyDecimalText(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      assertThat(parse(text)).as("seed %d: %s", seed, text).isEqualTo(Float.parseFloat(text) + 0f);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3})
  void isTheNearestFloatCloseToWhereTwoAreEquallyNear(int seed) {
    MersenneTwister random = new MersenneTwister(new int[] {seed});
    for (int i = 0; i < 5_000; i++) {
      float one = Float.intBitsToFloat(random.nextInt(0x7f000000));
      BigDecimal middle =
          new BigDecimal(one).add(new BigDecimal(Math.nextUp(one))).divide(BigDecimal.valueOf(2));
      for (String tail : new String[] {"", "1", "0000001"}) {
        String plain = middle.toPlainString();
        String text = (plain.contains(".") ? plain : plain + ".") + tail;
        assertThat(parse(text)).as("seed %d: %s", seed, text).isEqualTo(Float.parseFloat(text));
      }
      String shortText =
          String.format(Locale.ROOT, "%.3f", random.nextInt(1 << 20) + random.nextDouble());
      assertThat(parse(shortText)).isEqualTo(Float.parseFloat(shortText));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "1,5",
        "1 5",
        "1.2.3",
        "1e",
        "1e+",
        "e5",
        "1f",
        "1d",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "--1",
        "1-",
        "١",
        "１"
      })
  void whatIsNoDecimalTextIsNaN(String text) {
    assertThat(parse(text)).isNaN();
  }

  @Test
  void readsAPartOfAText() {
    assertThat(Decimal.parse("a,-12.5,b", 2, 7, '.')).isEqualTo(-12.5f);
    assertThat(Decimal.parse("5.", 0, 2, '.')).isEqualTo(5f);
    assertThat(Decimal.parse("+.25", 0, 4, '.')).isEqualTo(.25f);
  }

  @Test
  void zeroHasNoSign() {
    for (String text :
        new String[] {"-0", "-0.0", "-0e5", "-1e-60", "-0.00000000000000000000000001e-30"}) {
      assertThat(Float.floatToRawIntBits(parse(text))).as(text).isZero();
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertThat(parse("3.5e38")).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(parse("-" + "9".repeat(50))).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  private static float parse(String text) {
    return Decimal.parse(text, 0, text.length(), '.');
  }

  private static String text(MersenneTwister random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int whole = random.nextInt(12);
    int fraction = random.nextInt(18);
    for (int i = 0; i < whole; i++) {
      text.append(random.nextInt(10));
    }
    if (fraction > 0) {
      text.append('.');
      for (int i = 0; i < fraction; i++) {
        text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
      }
    } else if (whole == 0) {
      text.append(7);
    }
    if (random.nextInt(5) == 0) {
      text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(80) - 40);
    }
    return text.toString();
  }
}
