package io.chronoshard.feature;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.feature.Expression.Call;
import io.chronoshard.feature.Expression.Channel;
import io.chronoshard.feature.Expression.Constant;
import io.chronoshard.feature.Expression.Function;
import io.chronoshard.feature.Expression.Operation;
import io.chronoshard.feature.Expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one formula from left to right; each method reads what it names, and blanks before it. */
final class ExpressionParser {

  /** Brackets, signs and calls inside each other. */
  private static final int DEPTH = 100;

  /** Characters: as many signs could stand in one row, and each is one level of what is sent. */
  private static final int LONGEST = 1000;

  private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

  /** A channel in brackets; a closing bracket in its name is doubled. */
  private static final Pattern CHANNEL = Pattern.compile("\\[((?:[^\\]]|\\]\\])+)\\]");

  private final String text;
  private final String key;
  private final ToIntFunction<String> channels;
  private int at;
  private int depth;

  ExpressionParser(String text, String key, ToIntFunction<String> channels) {
    this.text = text;
    this.key = key;
    this.channels = channels;
  }

  Expression parse() {
    if (text.length() > LONGEST) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "%s has %d characters; the limit is %d", key, text.length(), LONGEST));
    }
    Expression all = sum();
    if (peek() != '\0') {
      throw problem("an operator or the end is expected");
    }
    return all;
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      if (takes('+')) {
        left = new Operation(Operator.PLUS, left, product());
      } else if (takes('-')) {
        left = new Operation(Operator.MINUS, left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = factor();
    while (true) {
      if (takes('*')) {
        left = new Operation(Operator.TIMES, left, factor());
      } else if (takes('/')) {
        left = new Operation(Operator.DIVIDED_BY, left, factor());
      } else {
        return left;
      }
    }
  }

  private Expression factor() {
    if (++depth > DEPTH) {
      throw problem("it is nested more than " + DEPTH + " deep");
    }
    Expression factor = single();
    depth--;
    return factor;
  }

  private Expression single() {
    if (takes('-')) {
      return new Operation(Operator.TIMES, new Constant(-1), factor());
    }
    if (takes('(')) {
      Expression inner = sum();
      require(')');
      return inner;
    }
    char next = peek();
    if (next == '[') {
      String name = token(CHANNEL, "a channel is written [name], and a ] in its name ]]");
      String bare = name.substring(1, name.length() - 1);
      return new Channel(channels.applyAsInt(bare.replace("]]", "]")));
    }
    if (Character.isDigit(next) || next == '.') {
      return new Constant(Double.parseDouble(token(NUMBER, "a number is expected")));
    }
    if (Character.isLetter(next)) {
      return call();
    }
    throw problem("a number, a [channel], a function or ( is expected");
  }

  private Expression call() {
    int start = at;
    String word = token(WORD, "a function is expected");
    Function function =
        Stream.of(Function.values())
            .filter(one -> name(one).equals(word))
            .findFirst()
            .orElseThrow(
                () -> {
                  at = start;
                  return problem(
                      "there is no function "
                          + word
                          + "; there are "
                          + Stream.of(Function.values()).map(ExpressionParser::name).toList()
                          + ", and a channel is written [name]");
                });
    require('(');
    List<Expression> arguments = new ArrayList<>();
    do {
      arguments.add(sum());
    } while (takes(','));
    if (function.takesSeveral() != arguments.size() > 1) {
      throw problem(
          word + (function.takesSeveral() ? " takes two values or more" : " takes one value"));
    }
    require(')');
    return new Call(function, arguments);
  }

  private static String name(Function function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  /** The next character behind blanks; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean takes(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void require(char wanted) {
    if (!takes(wanted)) {
      throw problem(wanted + " is expected");
    }
  }

  private String token(Pattern pattern, String otherwise) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw problem(otherwise);
    }
    at = matcher.end();
    return matcher.group();
  }

  private ConfigurationException problem(String what) {
    return new ConfigurationException(
        String.format(
            Locale.ROOT,
            "%s = \"%s\": at character %d%s: %s",
            key,
            text,
            at + 1,
            at < text.length() ? " (\"" + text.substring(at) + "\")" : ", the end",
            what));
  }
}
