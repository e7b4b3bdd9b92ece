package io.chronoshard.registry;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the local disk. */
class KilledOnDiskIT extends KilledLaws {

  @TempDir private java.nio.file.Path disk;

  @Override
  Path root() {
    return new Path("file://" + disk.resolve("registry"));
  }

  @Override
  Configuration hadoop() {
    return new Configuration();
  }
}
