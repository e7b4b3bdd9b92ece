package io.chronoshard.jobs.cluster;

import io.chronoshard.hadoop.MiniHadoop;
import io.chronoshard.jobs.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

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
    return server.started("org.apache.spark.deploy.yarn.ApplicationMaster").stream()
        .filter(one -> !one.info().command().orElse("").endsWith("bash"))
        .toList();
  }

  /** The applications that YARN has and that have not ended. */
  List<ApplicationReport> applications() throws IOException, YarnException {
    YarnConfiguration settings = new YarnConfiguration();
    settings.addResource(new org.apache.hadoop.fs.Path(conf.resolve("yarn-site.xml").toUri()));
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(settings);
      yarn.start();
      return yarn.getApplications(
          EnumSet.complementOf(
              EnumSet.of(
                  YarnApplicationState.FINISHED,
                  YarnApplicationState.FAILED,
                  YarnApplicationState.KILLED)));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
