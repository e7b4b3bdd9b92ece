package io.chronoshard.registry;

import io.chronoshard.error.ConfigurationException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Texts of a configuration that name places on any Hadoop file system. */
public final class Paths {

  private Paths() {}

  /**
   * The path that a key names, with scheme and from the root.
   *
   * @throws ConfigurationException where the text is no path
   * @throws io.chronoshard.error.StorageException where its file system cannot be reached
   */
  public static Path qualified(String key, String text, Configuration hadoop) {
    Path path = of(key, text);
    return Storage.of(path, hadoop).qualify(path);
  }

  /**
   * The path that a key names.
   *
   * @throws ConfigurationException where the text is no path
   */
  public static Path of(String key, String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "%s = \"%s\" is no path: %s; name another", key, text, e.getMessage()),
          e);
    }
  }
}
