package io.chronoshard.registry;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the local disk. */
class HaltedOnDiskIT extends HaltedLaws {

  @TempDir private java.nio.file.Path disk;

  @Override
  Path folder(String name) {
    return new Path("file://" + disk.resolve(name));
  }

  @Override
  Configuration working() {
    return new Configuration();
  }

  @Override
  Configuration halting() {
    return HaltingDisk.configuration();
  }
}
