package io.chronoshard.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.slf4j.LoggerFactory;

/**
 * HDFS with two data nodes, as one process that gets into trouble when it is told to. Ends when its
 * standard input does.
 *
 * <pre>
 * name-node stop | start
 * data-node stop             one of those that run
 * data-node start            all that were stopped
 * safe-mode enter | leave
 * owner USER MODE PATH       of a folder, which is made where it is not there
 * room BYTES PATH            a quota; -1 takes it back
 * </pre>
 */
public final class TroubledHdfs {

  /** What it prints once it serves, and once each command is done. */
  public static final String READY = "ready";

  private final MiniDFSCluster cluster;
  private final Deque<DataNodeProperties> stopped = new ArrayDeque<>();

  private TroubledHdfs(Path disk) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
    hadoop.setInt("dfs.namenode.safemode.extension", 0);
    // A name node that comes back serves, even where a data node that is away has the only copy of
    // a block.
    hadoop.setFloat("dfs.namenode.safemode.threshold-pct", 0);
    // A data node that comes back is known at once.
    hadoop.setInt("dfs.heartbeat.interval", 1);
    // Blocks of a usual size are more than a quota that a test can use up.
    hadoop.setInt("dfs.namenode.fs-limits.min-block-size", 1024);
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(2).build();
    cluster.waitActive();
  }

  /** Leaves what clients read; they are quick to notice that a server is gone. */
  private void write(Path file) throws IOException {
    Configuration client = new Configuration(false);
    client.set("fs.defaultFS", cluster.getURI().toString());
    client.setInt("dfs.replication", 2);
    client.setInt("dfs.blocksize", 1 << 20);
    client.setInt("ipc.client.connect.retry.interval", 50);
    client.setInt("dfs.client.retry.window.base", 10);
    client.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 10);
    try (OutputStream out = Files.newOutputStream(file)) {
      client.writeXml(out);
    }
  }

  private void command(String[] words) throws IOException {
    switch (words[0] + " " + words[1]) {
      case "name-node stop" -> cluster.shutdownNameNode(0);
      case "name-node start" -> cluster.restartNameNode(0, true);
      case "data-node stop" -> stopped.push(cluster.stopDataNode(0));
      case "data-node start" -> {
        while (!stopped.isEmpty()) {
          cluster.restartDataNode(stopped.pop(), true);
        }
        cluster.waitActive();
      }
      case "safe-mode enter" -> files().setSafeMode(SafeModeAction.SAFEMODE_ENTER);
      case "safe-mode leave" -> files().setSafeMode(SafeModeAction.SAFEMODE_LEAVE);
      default -> set(words);
    }
  }

  private void set(String[] words) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(words[words.length - 1]);
    switch (words[0]) {
      case "owner" -> {
        files().mkdirs(path);
        files().setOwner(path, words[1], words[1]);
        files().setPermission(path, new FsPermission(words[2]));
      }
      case "room" ->
          files()
              .setQuota(
                  path,
                  HdfsConstants.QUOTA_DONT_SET,
                  words[1].equals("-1") ? HdfsConstants.QUOTA_RESET : Long.parseLong(words[1]));
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  private DistributedFileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /**
   * Starts.
   *
   * @param args a folder for its disks, and the file that clients read
   */
  public static void main(String[] args) {
    try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      TroubledHdfs hdfs = new TroubledHdfs(Path.of(args[0]));
      hdfs.write(Path.of(args[1]));
      System.out.println(READY);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        hdfs.command(line.split(" "));
        System.out.println(READY);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      LoggerFactory.getLogger(TroubledHdfs.class).error("HDFS is in more trouble than wanted", e);
    }
    // Threads of its servers would live on.
    Runtime.getRuntime().halt(0);
  }
}
