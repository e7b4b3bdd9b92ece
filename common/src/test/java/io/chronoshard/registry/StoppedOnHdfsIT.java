package io.chronoshard.registry;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** On HDFS. */
@ExtendWith(MiniHdfs.class)
class StoppedOnHdfsIT extends StoppedLaws {

  private MiniHdfs.Reached hdfs;

  @BeforeEach
  void reach(MiniHdfs.Reached reached) {
    hdfs = reached;
  }

  @Override
  Path root() {
    return hdfs.folder(getClass(), "registry");
  }

  @Override
  Configuration hadoop() {
    return hdfs.hadoop();
  }
}
