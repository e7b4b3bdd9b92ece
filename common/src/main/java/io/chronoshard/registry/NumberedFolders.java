package io.chronoshard.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Folders side by side whose names are rising numbers, of which the newest counts: versions of a
 * model, its promotions, snapshots of a table. Whatever else is there has other names.
 */
final class NumberedFolders {

  /** A number as it stands in a name, as a regular expression with a group. */
  static final String NUMBER = "(\\d{6}|[1-9]\\d{6,8})";

  private final Storage storage;
  private final Path parent;
  private final String prefix;
  private final Pattern pattern;

  /**
   * The folders in another one, which need not be there.
   *
   * @param prefix what their names begin with; may be empty
   */
  NumberedFolders(Storage storage, Path parent, String prefix) {
    this.storage = storage;
    this.parent = parent;
    this.prefix = prefix;
    this.pattern = Pattern.compile(Pattern.quote(prefix) + NUMBER);
  }

  /** What a number is called. */
  static String name(String prefix, int number) {
    return String.format(Locale.ROOT, "%s%06d", prefix, number);
  }

  /** All numbers, sorted. */
  List<Integer> numbers() {
    return storage.names(parent).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .sorted()
        .toList();
  }

  /** The highest number, where there is one. */
  Optional<Integer> newest() {
    return numbers().stream().max(Integer::compare);
  }

  /** The folder of a number, which need not be there. */
  Path path(int number) {
    return new Path(parent, name(prefix, number));
  }
}
