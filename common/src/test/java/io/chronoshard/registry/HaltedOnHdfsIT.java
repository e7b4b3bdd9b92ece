package io.chronoshard.registry;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** On HDFS. */
@ExtendWith(MiniHdfs.class)
class HaltedOnHdfsIT extends HaltedLaws {

  private MiniHdfs.Reached hdfs;

  @BeforeEach
  void reach(MiniHdfs.Reached reached) {
    hdfs = reached;
  }

  @Override
  Path folder(String name) {
    return hdfs.folder(getClass(), name);
  }

  @Override
  Configuration working() {
    return hdfs.hadoop();
  }

  @Override
  Configuration halting() {
    return HaltingHdfs.configuration(hdfs.hadoop());
  }
}
