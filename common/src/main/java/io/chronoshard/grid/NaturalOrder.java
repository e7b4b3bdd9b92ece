package io.chronoshard.grid;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which people sort names: numbers within them count as numbers, 2 before 10. */
final class NaturalOrder implements Comparator<String> {

  private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

  @Override
  public int compare(String one, String other) {
    Matcher ofOne = RUN.matcher(one);
    Matcher ofOther = RUN.matcher(other);
    while (true) {
      boolean isMore = ofOne.find();
      if (isMore != ofOther.find()) {
        return isMore ? 1 : -1;
      }
      if (!isMore) {
        return one.compareTo(other);
      }
      int order = compareRuns(ofOne.group(), ofOther.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int compareRuns(String one, String other) {
    return isDigit(one) && isDigit(other)
        ? new BigInteger(one).compareTo(new BigInteger(other))
        : one.compareTo(other);
  }

  private static boolean isDigit(String run) {
    return run.charAt(0) >= '0' && run.charAt(0) <= '9';
  }
}
