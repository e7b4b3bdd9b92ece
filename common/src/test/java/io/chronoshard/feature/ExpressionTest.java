package io.chronoshard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.Slice;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static final List<String> CHANNELS = List.of("a", "T (degC)", "x]y");

  private static final float[] VALUES = {2, -7.5f, 10};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "8 - 2 - 1 | 5",
        "8 / 2 / 2 | 2",
        "2 * -3 | -6",
        "- 2 * 3 + 10 | 4",
        "--2 | 2",
        "-(1 + 2) | -3",
        ".5 + 1. + 2.5e-1 + 1E2 | 101.75",
        "[a] | 2",
        "[T (degC)] - [a] | -9.5",
        "[x]]y] * 2 | 20",
        "abs([T (degC)]) | 7.5",
        "sqrt(16) + ln(1) + exp(0) | 5",
        "min([a], 1, 5) + max(3, [x]]y]) | 11",
        "max(min(4, 3), (2)) | 3",
        "1 / 4 * 4 | 1",
      })
  void aFormulaHasItsValue(String text, double value) {
    assertThat(parse(text).at(new Slice(5, 3, VALUES), 5)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a] + | at character 6, the end: a number, a [channel], a function or ( is expected",
        "[a] [a] | at character 5 (\"[a]\"): an operator or the end is expected",
        "(1 + 2 | at character 7, the end: ) is expected",
        "1 + ) | at character 5 (\")\"): a number, a [channel], a function or ( is expected",
        "2 ** 3 | at character 4 (\"* 3\"): a number, a [channel], a function or ( is expected",
        "sin(1) | at character 1 (\"sin(1)\"): there is no function sin; there are [abs, sqrt, ln, exp, min, max]",
        "T + 1 | there is no function T; there are",
        "[a | at character 1 (\"[a\"): a channel is written [name], and a ] in its name ]]",
        "[] | at character 1",
        "abs(1, 2) | abs takes one value",
        "min(1) | min takes two values or more",
        "abs 1 | ( is expected",
        "1e | at character 2 (\"e\"): an operator or the end is expected",
      })
  void whatIsNoFormulaIsToldWithItsPlace(String text, String problem) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.derived[2].of = \"" + text + "\": ")
        .hasMessageContaining(problem);
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThat(parse("(".repeat(99) + "1" + ")".repeat(99)).at(new Slice(0, 3, VALUES), 0))
        .isEqualTo(1);
    for (String deep : List.of("(".repeat(500) + "1", "-".repeat(500) + "1")) {
      assertThatThrownBy(() -> parse(deep))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("it is nested more than 100 deep");
    }
    assertThat(parse("1" + "+1".repeat(499)).at(new Slice(0, 3, VALUES), 0)).isEqualTo(500);
    assertThatThrownBy(() -> parse("1" + "+1".repeat(500)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has 1001 characters; the limit is 1000");
  }

  @Test
  void itsChannelsAreThoseItNames() {
    assertThat(Expression.channels("[b] + min([x]]y], 2 * [b])", "key"))
        .containsExactly("b", "x]y");
  }

  @Test
  void withoutAFiniteValueAColumnIsUnknown() {
    for (String text :
        List.of("1 / 0", "0 / 0", "ln(0)", "ln(-1)", "sqrt(-1)", "exp(1000)", "1e39")) {
      ExpressionColumn column = new ExpressionColumn("e", parse(text));
      assertThat(column.value(new Slice(0, 3, VALUES), step -> 0, 0)).as(text).isNaN();
    }
    Slice unknown = new Slice(0, 3, new float[] {Float.NaN, 1, 1});
    for (String text : List.of("[a] * 0", "min([a], 0)", "max(0, [a])", "1 + [a]")) {
      ExpressionColumn column = new ExpressionColumn("e", parse(text));
      assertThat(column.value(unknown, step -> 0, 0)).as(text).isNaN();
    }
  }

  /** A formula and the value that it was made with. */
  private record Made(String text, double value) {}

  @Test
  void formulasMadeAtRandomHaveTheValuesTheyWereMadeWith() {
    for (int seed = 1; seed <= 3000; seed++) {
      MersenneTwister random = new MersenneTwister(seed);
      float[] values = {
        (float) random.nextGaussian(), (float) random.nextGaussian(), (float) random.nextGaussian()
      };
      Made made = made(random, values, 1 + random.nextInt(6));
      assertThat(parse(made.text).at(new Slice(0, 3, values), 0))
          .as("seed %d: %s", seed, made.text)
          .isEqualTo(Double.valueOf(made.value));
    }
  }

  private static Made made(MersenneTwister random, float[] values, int depth) {
    if (depth == 0) {
      int channel = random.nextInt(4);
      double number = random.nextInt(1000) / 8.0;
      return channel < 3
          ? new Made("[" + CHANNELS.get(channel).replace("]", "]]") + "]", values[channel])
          : new Made(String.valueOf(number), number);
    }
    Made a = made(random, values, depth - 1);
    Made b = made(random, values, random.nextInt(depth));
    String blank = " ".repeat(random.nextInt(2));
    return switch (random.nextInt(11)) {
      case 0 -> new Made("(" + a.text + ")" + blank + "+(" + b.text + ")", a.value + b.value);
      case 1 -> new Made("(" + a.text + "-" + blank + "(" + b.text + "))", a.value - b.value);
      case 2 -> new Made("(" + a.text + ")*" + blank + "(" + b.text + ")", a.value * b.value);
      case 3 -> new Made("(" + a.text + ")/(" + b.text + ")", a.value / b.value);
      case 4 -> new Made("-(" + a.text + ")", -1 * a.value);
      case 5 -> new Made("abs(" + a.text + blank + ")", Math.abs(a.value));
      case 6 -> new Made("sqrt( " + a.text + ")", Math.sqrt(a.value));
      case 7 -> new Made("ln(" + a.text + ")", StrictMath.log(a.value));
      case 8 -> new Made("exp(" + a.text + ")", StrictMath.exp(a.value));
      case 9 -> new Made("min(" + a.text + "," + b.text + ")", Math.min(a.value, b.value));
      default -> new Made("max (" + a.text + "," + b.text + ")", Math.max(a.value, b.value));
    };
  }

  private static Expression parse(String text) {
    return Expression.parse(text, "features.derived[2].of", CHANNELS::indexOf);
  }
}
