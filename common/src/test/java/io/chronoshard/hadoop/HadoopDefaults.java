package io.chronoshard.hadoop;

import org.apache.hadoop.conf.Configuration;

/** Hadoop's defaults, which take longer to read than many a case of a law takes. */
public final class HadoopDefaults {

  private static final Configuration READ = new Configuration();

  static {
    // They are read when they are first asked for.
    READ.size();
  }

  private HadoopDefaults() {}

  /** A configuration of its own. */
  public static Configuration copy() {
    return new Configuration(READ);
  }
}
