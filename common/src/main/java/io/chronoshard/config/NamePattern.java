package io.chronoshard.config;

/** Names and patterns of names, in which {@code *} is any text and {@code ?} any character. */
public final class NamePattern {

  private NamePattern() {}

  /** Whether a name is a pattern's. */
  public static boolean matches(String pattern, String name) {
    if (pattern.equals(name)) {
      return true;
    }
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.length() == name.length() && begins(pattern, name);
    }
    if (name.length() < star || !begins(pattern.substring(0, star), name)) {
      return false;
    }
    String rest = pattern.substring(star + 1);
    for (int i = star; i <= name.length(); i++) {
      if (matches(rest, name.substring(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String pattern, String name) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) != '?' && pattern.charAt(i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
