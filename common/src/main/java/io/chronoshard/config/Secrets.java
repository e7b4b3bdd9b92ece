package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of a configuration nobody may read in messages, logs and what versions and runs tell of
 * themselves: values of keys that are called like secrets, and passwords within addresses.
 */
final class Secrets {

  /** What stands in a secret's place. */
  static final String MASK = "*****";

  /** Names of keys, or ends of them, with or without the signs between their words. */
  private static final Pattern NAME =
      Pattern.compile(
          ".*(password|passwd|passphrase|secret|secretkey|token|credential|credentials|accesskey|accountkey|privatekey|apikey|webhook)");

  private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]");
  private static final Pattern NO_LETTER_NOR_DOT = Pattern.compile("[^a-z0-9.]");
  private static final Pattern BEFORE_LAST_TWO = Pattern.compile(".*\\.(?=[^.]*\\.[^.]*$)");

  /** As in {@code https://user:password@host}. */
  private static final Pattern ADDRESS = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]+@");

  private Secrets() {}

  /** Whether a key, such as {@code history.options.password}, is called like a secret. */
  static boolean isSecret(String key) {
    String name = without(INDEX, key.toLowerCase(Locale.ROOT));
    String last = name.substring(name.lastIndexOf('.') + 1);
    // In "secret.key" and "account.key" the word before the dot tells.
    String lastTwo = without(BEFORE_LAST_TWO, without(NO_LETTER_NOR_DOT, name));
    return NAME.matcher(without(NO_LETTER, last)).matches()
        || NAME.matcher(lastTwo.replace(".", "")).matches();
  }

  private static String without(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll("");
  }

  /** A key's value as messages may show it. */
  static Object shown(String key, Object value) {
    if (isSecret(key)) {
      // What is not given is no secret.
      return "".equals(value) ? value : MASK;
    }
    if (value instanceof Map<?, ?> block) {
      Map<Object, Object> shown = new LinkedHashMap<>();
      block.forEach((name, inner) -> shown.put(name, shown(key + "." + name, inner)));
      return shown;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(inner -> shown(key, inner)).toList();
    }
    return value instanceof String text ? shown(text) : value;
  }

  /** A text without passwords of addresses. */
  static String shown(String text) {
    return ADDRESS.matcher(text).replaceAll("$1:" + MASK + "@");
  }

  /** A configuration without its secrets. */
  static Config masked(Config config) {
    return ((ConfigObject) masked("", config.root())).toConfig();
  }

  private static ConfigValue masked(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      Map<String, Object> masked = new TreeMap<>();
      object.forEach((name, inner) -> masked.put(name, masked(key + "." + name, inner)));
      return ConfigValueFactory.fromMap(masked);
    }
    if (value instanceof ConfigList list) {
      List<ConfigValue> masked = new ArrayList<>();
      list.forEach(inner -> masked.add(masked(key, inner)));
      return ConfigValueFactory.fromIterable(masked);
    }
    if (value.valueType() == ConfigValueType.NULL) {
      return value;
    }
    Object shown = shown(key, value.unwrapped());
    return shown.equals(value.unwrapped()) ? value : ConfigValueFactory.fromAnyRef(shown);
  }
}
