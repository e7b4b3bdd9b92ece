package io.chronoshard.history;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of which every field has a fixed number of digits, such as {@code dd.MM.yyyy HH:mm:ss}:
 * read in place, many times faster than by a formatter, to the same result.
 */
final class FixedPattern {

  /** What is returned for a text that does not match; a formatter has the last word on it. */
  static final long NO_MATCH = Long.MIN_VALUE;

  private static final int YEAR = 0;
  private static final int MONTH = 1;
  private static final int DAY = 2;
  private static final int HOUR = 3;
  private static final int MINUTE = 4;
  private static final int SECOND = 5;

  private static final List<String> FIELDS = List.of("yyyy", "MM", "dd", "HH", "mm", "ss");

  /** Where each field begins; -1 where it is not there. */
  private final int[] places;

  /** What stands between the fields; a blank at the fields' places. */
  private final String literals;

  private final int[] literalPlaces;

  private FixedPattern(int[] places, String literals, List<Integer> literalPlaces) {
    this.places = places;
    this.literals = literals;
    this.literalPlaces = literalPlaces.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The pattern, where it is of that kind and has year, month and day. */
  static Optional<FixedPattern> of(String pattern) {
    int[] places = {-1, -1, -1, -1, -1, -1};
    StringBuilder literals = new StringBuilder();
    List<Integer> literalPlaces = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (Character.isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        String run = pattern.substring(at, end).replace('u', 'y');
        int field = FIELDS.indexOf(run);
        if (field < 0 || places[field] >= 0) {
          return Optional.empty();
        }
        places[field] = literals.length();
        literals.append(" ".repeat(run.length()));
      } else if (c == '\'') {
        end = pattern.indexOf('\'', at + 1) + 1;
        if (end <= at + 2) {
          return Optional.empty();
        }
        for (char literal : pattern.substring(at + 1, end - 1).toCharArray()) {
          literalPlaces.add(literals.length());
          literals.append(literal);
        }
      } else if ("[]{}#".indexOf(c) >= 0) {
        return Optional.empty();
      } else {
        literalPlaces.add(literals.length());
        literals.append(c);
      }
      at = end;
    }
    boolean date = places[YEAR] >= 0 && places[MONTH] >= 0 && places[DAY] >= 0;
    boolean time =
        (places[SECOND] < 0 || places[MINUTE] >= 0) && (places[MINUTE] < 0 || places[HOUR] >= 0);
    return date && time
        ? Optional.of(new FixedPattern(places, literals.toString(), literalPlaces))
        : Optional.empty();
  }

  /** Seconds from 1970-01-01T00:00:00 to a local time, or {@link #NO_MATCH}. */
  long localSecond(String text, int from, int to) {
    if (to - from != literals.length()) {
      return NO_MATCH;
    }
    for (int place : literalPlaces) {
      if (text.charAt(from + place) != literals.charAt(place)) {
        return NO_MATCH;
      }
    }
    int year = digits(text, from, YEAR, 4);
    int month = digits(text, from, MONTH, 2);
    int day = digits(text, from, DAY, 2);
    int hour = digits(text, from, HOUR, 2);
    int minute = digits(text, from, MINUTE, 2);
    int second = digits(text, from, SECOND, 2);
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59) {
      return NO_MATCH;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return NO_MATCH;
    }
    return LocalDate.of(year, month, day).toEpochDay() * 86_400
        + hour * 3600L
        + minute * 60L
        + second;
  }

  /** The field's number, 0 where the pattern has no such field, -1 where the text has no digits. */
  private int digits(String text, int from, int field, int width) {
    int place = places[field];
    if (place < 0) {
      return 0;
    }
    int number = 0;
    for (int i = from + place; i < from + place + width; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
