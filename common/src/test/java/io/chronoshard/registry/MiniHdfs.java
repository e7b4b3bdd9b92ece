package io.chronoshard.registry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A small HDFS of its own for all test classes of a process: it is long in starting. */
public final class MiniHdfs implements ParameterResolver {

  /** HDFS, as it is reached. */
  record Reached(Configuration hadoop, org.apache.hadoop.fs.Path root) {

    /** An empty folder, which is not there yet. */
    org.apache.hadoop.fs.Path folder(Class<?> test, String name) {
      return new org.apache.hadoop.fs.Path(root, test.getSimpleName() + "/" + name);
    }
  }

  /** HDFS that runs until it is closed. */
  static final class Running implements AutoCloseable {

    private final Path disk;
    private final MiniDFSCluster cluster;
    private final Configuration hadoop = new Configuration();

    Running() throws IOException {
      disk = Files.createTempDirectory("hdfs");
      hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
      // A file is closed a moment after its block was written, and not most of a second later.
      hadoop.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 1);
      hadoop.setInt("dfs.client.block.write.locateFollowingBlock.retries", 14);
      cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
      // Not for the first test to make, with the permissions that it happens to have.
      cluster.getFileSystem().mkdirs(root());
    }

    Reached reached() {
      return new Reached(hadoop, root());
    }

    private org.apache.hadoop.fs.Path root() {
      return new org.apache.hadoop.fs.Path(cluster.getURI() + "/chronoshard");
    }

    @Override
    public void close() {
      cluster.shutdown();
      FileUtil.fullyDelete(new File(disk.toString()));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Reached.class;
  }

  @Override
  public Reached resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(MiniHdfs.class))
        .getOrComputeIfAbsent(MiniHdfs.class, any -> start(), Running.class)
        .reached();
  }

  private static Running start() {
    try {
      return new Running();
    } catch (IOException e) {
      throw new IllegalStateException("HDFS did not start", e);
    }
  }
}
