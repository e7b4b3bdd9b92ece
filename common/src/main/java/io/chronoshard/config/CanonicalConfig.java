package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The resolved configuration as JSON with sorted keys, block by block, so that a run's identity can
 * be taken over the blocks that decide its result. Secrets are masked: they are stored nowhere, and
 * a new password makes no other run.
 */
public final class CanonicalConfig {

  /** The last words of keys that name files and folders. */
  private static final Set<String> PATHS = Set.of("input", "output", "path", "table");

  private final Config resolved;
  private final TreeMap<String, String> blocks = new TreeMap<>();

  CanonicalConfig(Config resolved) {
    this.resolved = Secrets.masked(resolved);
    this.resolved
        .root()
        .forEach((name, value) -> blocks.put(name, value.render(ConfigRenderOptions.concise())));
  }

  /** The named blocks as one JSON object, without some of their keys. */
  public String json(List<String> names, List<String> without) {
    Config rest = resolved;
    for (String key : without) {
      rest = rest.withoutPath(key);
    }
    return new CanonicalConfig(rest).json(names);
  }

  /** The named blocks as one JSON object. */
  public String json(List<String> names) {
    StringBuilder json = new StringBuilder("{");
    for (String name : names.stream().sorted().toList()) {
      String block = blocks.get(name);
      if (block == null) {
        throw new IllegalArgumentException("no block " + name);
      }
      json.append(json.length() > 1 ? "," : "")
          .append('"')
          .append(name)
          .append("\":")
          .append(block);
    }
    return json.append('}').toString();
  }

  /** All texts of some blocks that name files or folders, by their keys; empty ones are none. */
  public Map<String, List<String>> paths(List<String> names) {
    Map<String, List<String>> paths = new TreeMap<>();
    names.forEach(name -> collect(name, resolved.getValue(name), paths));
    return paths;
  }

  private static void collect(String key, ConfigValue value, Map<String, List<String>> paths) {
    if (value instanceof ConfigObject object) {
      object.forEach((name, inner) -> collect(key + "." + name, inner, paths));
      return;
    }
    boolean isPath = PATHS.contains(key.substring(key.lastIndexOf('.') + 1));
    if (value instanceof ConfigList list) {
      for (ConfigValue inner : list) {
        collect(key, inner, paths);
      }
    } else if (isPath && value.unwrapped() instanceof String text && !text.isEmpty()) {
      paths.computeIfAbsent(key, any -> new ArrayList<>()).add(text);
    }
  }

  /** The whole configuration as one JSON object. */
  public String json() {
    return json(List.copyOf(blocks.keySet()));
  }
}
