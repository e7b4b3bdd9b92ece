package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One block of a configuration while it is read. Each accessor returns a usable value and notes a
 * problem where the configured one is wrong, so that all problems are told at once; {@link #close}
 * notes the keys that nothing asked for.
 */
final class Section {

  private final String path;
  private final Config config;
  private final Problems problems;
  private final Set<String> known;

  Section(String path, Config config, Problems problems) {
    this(path, config, problems, new TreeSet<>());
  }

  private Section(String path, Config config, Problems problems, Set<String> known) {
    this.path = path;
    this.config = config;
    this.problems = problems;
    this.known = known;
  }

  /** The same section, which messages also call by a name. */
  Section called(String name) {
    return new Section(path + " \"" + name + "\"", config, problems, known);
  }

  /** The full name of this section. */
  String path() {
    return path;
  }

  /** The full name of a key of this section. */
  String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Notes a problem with a key's value. */
  void problem(String key, Object value, String limit) {
    problems.add(name(key), value, limit);
  }

  Section section(String key) {
    known.add(key);
    String name = name(key);
    if (config.hasPath(quoted(key))
        && config.getValue(quoted(key)).valueType() != ConfigValueType.OBJECT) {
      problem(key, config.getValue(quoted(key)).unwrapped(), "must be a block { ... }");
      return new Section(name, ConfigFactory.empty(), problems.muted());
    }
    Config inner =
        config.hasPath(quoted(key)) ? config.getConfig(quoted(key)) : ConfigFactory.empty();
    return new Section(name, inner, problems);
  }

  List<Section> sections(String key) {
    known.add(key);
    List<Section> sections = new ArrayList<>();
    if (!config.hasPath(quoted(key))) {
      return sections;
    }
    try {
      List<? extends ConfigObject> objects = config.getObjectList(quoted(key));
      for (int i = 0; i < objects.size(); i++) {
        sections.add(new Section(name(key) + "[" + i + "]", objects.get(i).toConfig(), problems));
      }
    } catch (ConfigException e) {
      problem(key, raw(key), "must be a list of blocks [ { ... }, { ... } ]");
    }
    return sections;
  }

  /**
   * A list of texts and blocks.
   *
   * @param text makes something of where a text stands and of the text
   * @param block makes something of where a block stands and of the block
   */
  <T> List<T> mixed(
      String key, BiFunction<String, String, T> text, BiFunction<String, Section, T> block) {
    known.add(key);
    List<T> all = new ArrayList<>();
    try {
      List<? extends ConfigValue> values = config.getList(quoted(key));
      for (int i = 0; i < values.size(); i++) {
        String path = name(key) + "[" + i + "]";
        if (values.get(i) instanceof ConfigObject object) {
          all.add(block.apply(path, new Section(path, object.toConfig(), problems)));
        } else if (values.get(i).valueType() == ConfigValueType.LIST) {
          problems.add(path, values.get(i).unwrapped(), "must be a text or a block { ... }");
        } else {
          all.add(text.apply(name(key), String.valueOf(values.get(i).unwrapped())));
        }
      }
    } catch (ConfigException e) {
      problem(key, raw(key), "must be a list of texts and blocks [ \"...\", { ... } ]");
    }
    return List.copyOf(all);
  }

  /** The value of a key as it is written. */
  Object value(String key) {
    return raw(key);
  }

  boolean isList(String key) {
    return has(key) && config.getValue(quoted(key)).valueType() == ConfigValueType.LIST;
  }

  boolean has(String key) {
    return config.hasPath(quoted(key));
  }

  String string(String key) {
    return text(key, "must be a text").orElse("");
  }

  String string(String key, Predicate<String> allowed, String limit) {
    Optional<String> value = text(key, limit);
    value.filter(allowed.negate()).ifPresent(wrong -> problem(key, wrong, limit));
    return value.orElse("");
  }

  /** A text, or nothing where the value is none, which is noted. */
  private Optional<String> text(String key, String limit) {
    known.add(key);
    try {
      return Optional.of(config.getString(quoted(key)));
    } catch (ConfigException e) {
      problem(key, raw(key), limit);
      return Optional.empty();
    }
  }

  String nonEmpty(String key) {
    return string(key, s -> !s.isBlank(), "must not be empty");
  }

  List<String> strings(String key) {
    known.add(key);
    try {
      return List.copyOf(config.getStringList(quoted(key)));
    } catch (ConfigException e) {
      problem(key, raw(key), "must be a list of texts [ \"...\" ]");
      return List.of();
    }
  }

  /** One text, or a list of them; none where the one is empty. */
  List<String> texts(String key) {
    known.add(key);
    if (isList(key)) {
      return strings(key);
    }
    String one = text(key, "must be a text or a list of texts [ \"...\" ]").orElse("");
    return one.isEmpty() ? List.of() : List.of(one);
  }

  /** Texts by free names, in the names' order. */
  Map<String, String> textByName(String key) {
    Section inner = section(key);
    Map<String, String> texts = new TreeMap<>();
    inner.config.root().keySet().forEach(name -> texts.put(name, inner.string(name)));
    return texts;
  }

  /**
   * Settings that go over those of the whole configuration, each {@code key=value}; none where a
   * block of a list leaves them out.
   *
   * @param blocks of the configuration that they may lie in
   */
  List<String> overrides(String key, Set<String> blocks) {
    Section inner = section(key);
    new TreeMap<>(inner.config.root().unwrapped())
        .forEach(
            (block, value) -> {
              if (!blocks.contains(block)) {
                inner.problem(
                    block,
                    value,
                    "cannot be set here; " + String.join(", ", new TreeSet<>(blocks)) + " can");
              }
            });
    return inner.config.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().render(ConfigRenderOptions.concise()))
        .sorted()
        .toList();
  }

  /** What a block of a list may leave out; nothing where it does. */
  <T> Optional<T> optional(String key, Function<String, T> accessor) {
    known.add(key);
    return has(key) ? Optional.of(accessor.apply(key)) : Optional.empty();
  }

  boolean flag(String key) {
    known.add(key);
    try {
      return config.getBoolean(quoted(key));
    } catch (ConfigException e) {
      problem(key, raw(key), "must be true or false");
      return false;
    }
  }

  int integer(String key, int from, int to) {
    return Math.toIntExact(whole(key, from, to));
  }

  /** A whole number, or nothing where the value is a word that stands for none. */
  Optional<Integer> integerOr(String key, int from, int to, String word) {
    known.add(key);
    return isWord(key, word)
        ? Optional.empty()
        : Optional.of(Math.toIntExact(whole(key, from, to, ", or " + word)));
  }

  long whole(String key, long from, long to) {
    return whole(key, from, to, "");
  }

  private long whole(String key, long from, long to, String otherwise) {
    known.add(key);
    try {
      long value = new BigDecimal(config.getString(quoted(key))).longValueExact();
      if (value >= from && value <= to) {
        return value;
      }
    } catch (ConfigException | NumberFormatException | ArithmeticException e) {
      // told below, with the range
    }
    problem(key, raw(key), "must be a whole number from " + from + upTo(to) + otherwise);
    return from;
  }

  /** A list of whole numbers. */
  List<Long> wholes(String key, long from, long to) {
    List<Long> whole = new ArrayList<>();
    for (String value : strings(key)) {
      try {
        long number = new BigDecimal(value).longValueExact();
        if (number >= from && number <= to) {
          whole.add(number);
          continue;
        }
      } catch (NumberFormatException | ArithmeticException e) {
        // told below, with the range
      }
      problem(key, value, "must be a list of whole numbers from " + from + upTo(to));
    }
    return List.copyOf(whole);
  }

  private static String upTo(long to) {
    return to == Integer.MAX_VALUE || to == Long.MAX_VALUE ? "" : " to " + to;
  }

  /** A number, or nothing where the value is a word that stands for none. */
  Optional<Double> numberOr(String key, double from, double to, String word) {
    known.add(key);
    return isWord(key, word)
        ? Optional.empty()
        : Optional.of(number(key, from, to, ", or " + word));
  }

  double number(String key, double from, double to) {
    return number(key, from, to, "");
  }

  private double number(String key, double from, double to, String otherwise) {
    known.add(key);
    try {
      double value = config.getDouble(quoted(key));
      if (value >= from && value <= to) {
        return value;
      }
    } catch (ConfigException e) {
      // told below, with the range
    }
    problem(
        key,
        raw(key),
        (from == -Double.MAX_VALUE && to == Double.MAX_VALUE
                ? "must be a number"
                : to == Double.MAX_VALUE
                    ? "must be a number from " + from
                    : "must be a number from " + from + " to " + to)
            + otherwise);
    return from;
  }

  /** A list of numbers. */
  List<Double> numbers(String key, double from, double to) {
    known.add(key);
    try {
      List<Double> values = List.copyOf(config.getDoubleList(quoted(key)));
      if (values.stream().allMatch(value -> value >= from && value <= to)) {
        return values;
      }
    } catch (ConfigException e) {
      // told below, with the range
    }
    problem(key, raw(key), "must be a list of numbers from " + from + " to " + to);
    return List.of();
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return choice(key, List.of(type.getEnumConstants()));
  }

  /** One of some, the likeliest of which are told first. */
  <E extends Enum<E>> E choice(String key, List<E> all) {
    String limit = "must be one of " + names(all);
    Optional<String> value = text(key, limit);
    Optional<E> chosen = value.flatMap(text -> constant(text, all));
    if (value.isPresent() && chosen.isEmpty()) {
      problem(key, value.get(), limit);
    }
    return chosen.orElse(all.get(0));
  }

  /** A choice that a block of a list may leave out. */
  <E extends Enum<E>> E choiceOr(String key, E otherwise) {
    known.add(key);
    return has(key) ? choice(key, otherwise.getDeclaringClass()) : otherwise;
  }

  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    List<E> chosen = new ArrayList<>();
    for (String value : strings(key)) {
      constant(value, all)
          .ifPresentOrElse(chosen::add, () -> problem(key, value, "must be one of " + names(all)));
    }
    return List.copyOf(chosen);
  }

  private static <E extends Enum<E>> Optional<E> constant(String written, List<E> all) {
    return all.stream().filter(constant -> written(constant).equals(written)).findFirst();
  }

  /** A map from free names (channels) to choices. */
  <E extends Enum<E>> Map<String, E> choiceByName(String key, Class<E> type) {
    Section inner = section(key);
    Map<String, E> map = new LinkedHashMap<>();
    inner.config.root().keySet().stream()
        .sorted()
        .forEach(name -> map.put(name, inner.choice(name, type)));
    return Map.copyOf(map);
  }

  /** A duration, or nothing where the value is a word that stands for none. */
  Optional<Duration> durationOr(String key, String word) {
    known.add(key);
    return isWord(key, word) ? Optional.empty() : Optional.of(duration(key));
  }

  /** A duration of at least so many seconds, or nothing where a word stands for none. */
  Optional<Duration> durationOr(String key, int leastSeconds, String word) {
    known.add(key);
    return isWord(key, word)
        ? Optional.empty()
        : Optional.of(durationOf(key, leastSeconds, ", or " + word));
  }

  Duration duration(String key) {
    return duration(
        key,
        value -> value.toMillis() > 0,
        "must be a duration of whole milliseconds, such as \"10 minutes\"");
  }

  /** A duration of at least so many seconds. */
  Duration durationOf(String key, int leastSeconds) {
    return durationOf(key, leastSeconds, "");
  }

  private Duration durationOf(String key, int leastSeconds, String otherwise) {
    return duration(
        key,
        value -> value.compareTo(Duration.ofSeconds(leastSeconds)) >= 0,
        String.format(
            Locale.ROOT,
            "must be a duration of whole milliseconds, at least %d s, such as \"%d %s\"%s",
            leastSeconds,
            leastSeconds < 3600 ? 10 : 24,
            leastSeconds < 3600 ? "minutes" : "hours",
            otherwise));
  }

  private Duration duration(String key, Predicate<Duration> allowed, String limit) {
    known.add(key);
    try {
      Duration value = config.getDuration(quoted(key));
      if (isWholeMillis(value) && allowed.test(value)) {
        return value;
      }
    } catch (ConfigException e) {
      // told below
    }
    problem(key, raw(key), limit);
    return Duration.ofMinutes(1);
  }

  private static boolean isWholeMillis(Duration duration) {
    return duration.toNanosPart() % 1_000_000 == 0;
  }

  Span span(String key, long fromSteps) {
    return span(key, fromSteps, "");
  }

  private Span span(String key, long fromSteps, String otherwise) {
    known.add(key);
    try {
      String text = config.getString(quoted(key)).strip();
      if (hasUnit(text)) {
        Duration duration = config.getDuration(quoted(key));
        if (isWholeMillis(duration) && duration.toMillis() >= (fromSteps > 0 ? 1 : 0)) {
          return new Span(duration.toMillis(), Span.Unit.MILLISECONDS, name(key));
        }
      } else {
        long steps = new BigDecimal(text).longValueExact();
        if (steps >= fromSteps) {
          return Span.ofSteps(steps, name(key));
        }
      }
    } catch (ConfigException | NumberFormatException | ArithmeticException e) {
      // told below
    }
    problem(
        key,
        raw(key),
        "must be a number of steps from "
            + fromSteps
            + ", or a duration such as \"24 hours\""
            + otherwise);
    return Span.ofSteps(fromSteps, name(key));
  }

  /** A span, or nothing where the value is a word that stands for none. */
  Optional<Span> spanOr(String key, long fromSteps, String word) {
    known.add(key);
    return isWord(key, word) ? Optional.empty() : Optional.of(span(key, fromSteps, ", or " + word));
  }

  private boolean isWord(String key, String word) {
    return has(key) && word.equals(config.getValue(quoted(key)).unwrapped());
  }

  private static boolean hasUnit(String span) {
    return !span.isEmpty() && Character.isLetter(span.charAt(span.length() - 1));
  }

  ZoneId zone(String key) {
    return parsed(
            key, "must be a zone such as \"UTC\", \"+01:00\" or \"Europe/Berlin\"", ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }

  Instant instant(String key) {
    return parsed(
            key,
            "must be a time with its offset, such as \"2024-01-01T00:00:00Z\"",
            OffsetDateTime::parse)
        .map(OffsetDateTime::toInstant)
        .orElse(Instant.EPOCH);
  }

  Optional<Instant> optionalInstant(String key) {
    return string(key).isEmpty() ? Optional.empty() : Optional.of(instant(key));
  }

  private <T> Optional<T> parsed(String key, String limit, Function<String, T> parser) {
    Optional<String> text = text(key, limit);
    try {
      return text.map(parser);
    } catch (DateTimeException e) {
      text.ifPresent(wrong -> problem(key, wrong, limit));
      return Optional.empty();
    }
  }

  /**
   * Notes keys that a choice leaves unread and that have another value than the reference's.
   *
   * @param keys numbers and flags that some choice reads
   * @param read those that this one reads
   */
  void requireReference(Set<String> keys, Set<String> read, String choice, Enum<?> chosen) {
    for (String key : new TreeSet<>(keys)) {
      Object value = raw(key);
      if (!read.contains(key) && !isReference(key, value)) {
        problem(
            key,
            value,
            "says nothing where " + name(choice) + " = " + written(chosen) + "; leave it out");
      }
    }
  }

  /** Notes a key that is left unread and has another value than the reference's. */
  void requireReference(String key, String limit) {
    if (has(key) && !isReference(key, raw(key))) {
      problem(key, raw(key), limit);
    }
  }

  private boolean isReference(String key, Object value) {
    Object reference = ConfigurationReader.reference().getValue(name(key)).unwrapped();
    if (reference instanceof Number number && value instanceof Number other) {
      return number.doubleValue() == other.doubleValue();
    }
    return reference.toString().equals(value.toString());
  }

  /** Notes every key that nothing has asked for. */
  void close() {
    for (String key : new TreeSet<>(config.root().keySet())) {
      if (!known.contains(key)) {
        ConfigValue value = config.root().get(key);
        String nearest = known.isEmpty() ? "" : Nearest.first(key, known).get(0);
        problems.add(
            name(key),
            value == null ? "" : value.unwrapped(),
            "is no key; "
                + (nearest.isEmpty()
                    ? "nothing is expected here"
                    : "did you mean " + name(nearest) + "?"));
      }
    }
  }

  private Object raw(String key) {
    return config.hasPathOrNull(quoted(key)) && !config.getIsNull(quoted(key))
        ? config.getValue(quoted(key)).unwrapped()
        : Absent.NOTHING;
  }

  /** Stands in a message where a key has no value. */
  private enum Absent {
    NOTHING;

    @Override
    public String toString() {
      return "nothing";
    }
  }

  private static String quoted(String key) {
    return ConfigUtil.quoteString(key);
  }

  /** An enum constant as configurations write it: {@code DAY_OF_YEAR} is {@code day-of-year}. */
  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> String names(List<E> all) {
    return all.stream().map(Section::written).collect(Collectors.joining(", "));
  }
}
