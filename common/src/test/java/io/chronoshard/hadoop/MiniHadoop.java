package io.chronoshard.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.slf4j.LoggerFactory;

/**
 * HDFS with two data nodes and YARN with two node managers, as one process: its servers want other
 * classes than Spark has. Ends when its standard input does.
 */
public final class MiniHadoop {

  /** What it prints once it serves. */
  public static final String READY = "ready";

  private static final int MEGABYTES_OF_A_NODE = 6144;
  private static final int CORES_OF_A_NODE = 4;

  private final MiniDFSCluster hdfs;
  private final MiniYARNCluster yarn;

  private MiniHadoop(Path disk) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.resolve("hdfs").toString());
    hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build();
    hdfs.waitActive();
    yarn = new MiniYARNCluster("chronoshard", 1, 2, 1, 1);
    yarn.init(settings(disk));
    yarn.start();
  }

  private YarnConfiguration settings(Path disk) {
    YarnConfiguration settings = new YarnConfiguration();
    settings.set("fs.defaultFS", hdfs.getURI().toString());
    settings.set("hadoop.tmp.dir", disk.resolve("tmp").toString());
    settings.set("yarn.scheduler.capacity.root.queues", "default,full,closed");
    settings.setInt("yarn.scheduler.capacity.root.default.capacity", 100);
    // Takes applications, and never starts one; and one that takes none.
    settings.setInt("yarn.scheduler.capacity.root.full.capacity", 0);
    settings.setInt("yarn.scheduler.capacity.root.full.maximum-applications", 100);
    settings.setInt("yarn.scheduler.capacity.root.full.max-parallel-apps", 0);
    settings.setInt("yarn.scheduler.capacity.root.closed.capacity", 0);
    settings.set("yarn.scheduler.capacity.root.closed.state", "STOPPED");
    settings.setFloat("yarn.scheduler.capacity.maximum-am-resource-percent", 1.0f);
    settings.setInt("yarn.scheduler.minimum-allocation-mb", 256);
    settings.setInt("yarn.scheduler.maximum-allocation-mb", MEGABYTES_OF_A_NODE);
    settings.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", MEGABYTES_OF_A_NODE);
    settings.setInt("yarn.nodemanager.resource.cpu-vcores", CORES_OF_A_NODE);
    settings.setStrings(
        YarnConfiguration.NM_ENV_WHITELIST,
        YarnConfiguration.DEFAULT_NM_ENV_WHITELIST,
        "JAVA_TOOL_OPTIONS");
    settings.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    settings.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    // A disk that is nearly full is no reason for a test to wait for ever.
    settings.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100.0f);
    settings.setInt("yarn.resourcemanager.am.max-attempts", 2);
    return settings;
  }

  private void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", hdfs.getURI().toString());
    write(core, folder.resolve("core-site.xml"));
    write(yarn.getConfig(), folder.resolve("yarn-site.xml"));
  }

  private static void write(Configuration configuration, Path file) throws IOException {
    Path staged = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(staged)) {
      configuration.writeXml(out);
    }
    Files.move(staged, file);
  }

  /**
   * Starts.
   *
   * @param args a folder for its disks, and one for what clients read (HADOOP_CONF_DIR)
   */
  public static void main(String[] args) {
    try {
      MiniHadoop hadoop = new MiniHadoop(Path.of(args[0]));
      hadoop.write(Path.of(args[1]));
      System.out.println(READY);
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException | LinkageError e) {
      LoggerFactory.getLogger(MiniHadoop.class).error("Hadoop does not start", e);
    }
    // Threads of its servers would live on.
    Runtime.getRuntime().halt(0);
  }
}
