package io.chronoshard.feature;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.grid.Slice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * A formula of channels: numbers, {@code [channel]}, {@code + - * / ( )}, {@code abs}, {@code
 * sqrt}, {@code ln}, {@code exp}, {@code min} and {@code max}. Evaluated in double; NaN where a
 * channel is unknown.
 */
sealed interface Expression {

  /** The value at a step of a slice. */
  double at(Slice grid, long step);

  /**
   * A formula that was written down.
   *
   * @param key where it stands in the configuration, for messages
   * @param channels the place of each channel
   * @throws ConfigurationException with the position where it is none
   */
  static Expression parse(String text, String key, ToIntFunction<String> channels) {
    return new ExpressionParser(text, key, channels).parse();
  }

  /**
   * The channels that a formula names.
   *
   * @throws ConfigurationException with the position where it is none
   */
  static Set<String> channels(String text, String key) {
    Set<String> names = new TreeSet<>();
    parse(
        text,
        key,
        name -> {
          names.add(name);
          return 0;
        });
    return names;
  }

  /** A number. */
  record Constant(double value) implements Expression {
    @Override
    public double at(Slice grid, long step) {
      return value;
    }
  }

  /** A channel's value. */
  record Channel(int channel) implements Expression {
    @Override
    public double at(Slice grid, long step) {
      return grid.at(step, channel);
    }
  }

  /** What stands between two operands. */
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY
  }

  /** Two operands. */
  record Operation(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public double at(Slice grid, long step) {
      double a = left.at(grid, step);
      double b = right.at(grid, step);
      return switch (operator) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case DIVIDED_BY -> a / b;
      };
    }
  }

  /** The functions, as formulas name them in lower case. */
  enum Function {
    ABS,
    SQRT,
    LN,
    EXP,
    MIN,
    MAX;

    /** Whether it takes two arguments or more, not one. */
    boolean takesSeveral() {
      return this == MIN || this == MAX;
    }
  }

  /** A function's value. */
  record Call(Function function, List<Expression> arguments) implements Expression {

    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public double at(Slice grid, long step) {
      double value = arguments.get(0).at(grid, step);
      for (int i = 1; i < arguments.size(); i++) {
        double next = arguments.get(i).at(grid, step);
        value = function == Function.MIN ? Math.min(value, next) : Math.max(value, next);
      }
      return switch (function) {
        case ABS -> Math.abs(value);
        case SQRT -> Math.sqrt(value);
        case LN -> StrictMath.log(value);
        case EXP -> StrictMath.exp(value);
        case MIN, MAX -> value;
      };
    }
  }
}
