package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.TreeMap;

/**
 * The resolved configuration as JSON with sorted keys, block by block, so that a run's identity can
 * be taken over the blocks that decide its result. Secrets are masked: they are stored nowhere, and
 * a new password makes no other run.
 */
public final class CanonicalConfig {

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

  /** The whole configuration as one JSON object. */
  public String json() {
    return json(List.copyOf(blocks.keySet()));
  }
}
