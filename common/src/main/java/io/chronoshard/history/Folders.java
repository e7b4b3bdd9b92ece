package io.chronoshard.history;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the folders above a file say: {@code name=value}, as tables partitioned by columns have
 * them.
 *
 * @param names in the path's order
 * @param values one for each name; empty for Hive's mark of an unknown one
 */
record Folders(List<String> names, List<String> values) {

  private static final String UNKNOWN = "__HIVE_DEFAULT_PARTITION__";

  static Folders of(String path) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String value = plain(parts[i].substring(equals + 1));
        names.add(plain(parts[i].substring(0, equals)));
        values.add(value.equals(UNKNOWN) ? "" : value);
      }
    }
    return new Folders(names, values);
  }

  /** Characters that a path cannot hold are written as %XX. */
  private static String plain(String text) {
    if (text.indexOf('%') < 0 || !text.matches("(?:[^%]|%[0-9A-Fa-f]{2})*")) {
      return text;
    }
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
