package io.chronoshard.jobs.cluster;

import io.chronoshard.hadoop.MiniHadoop;
import io.chronoshard.jobs.ScriptRun;
import io.chronoshard.jobs.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * HDFS and YARN as a process of their own.
 *
 * @param conf by which clients find them
 */
record Hadoop(ServerProcess server, Path conf) implements AutoCloseable {

  /** Starts them, and waits until they serve. */
  static Hadoop start(Path folder) throws IOException {
    Path conf = folder.resolve("hadoop-conf");
    return new Hadoop(
        ServerProcess.start(
            folder.resolve("hadoop.log"), "768m", MiniHadoop.class, folder.resolve("hadoop"), conf),
        conf);
  }

  /** By which the script and Spark find it. */
  Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", conf.toString(), "YARN_CONF_DIR", conf.toString());
  }

  /** The drivers that run in its containers. */
  List<ProcessHandle> drivers() {
    return ScriptRun.startedBy(server.handle(), "org.apache.spark.deploy.yarn.ApplicationMaster")
        .stream()
        .filter(one -> !one.info().command().orElse("").endsWith("bash"))
        .toList();
  }

  /** Containers are its children, and end with it. */
  @Override
  public void close() {
    server.close();
  }
}
