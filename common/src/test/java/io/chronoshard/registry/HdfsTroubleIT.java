package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.Medium.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage that does not serve for a while, or not at all, on three data nodes. */
class HdfsTroubleIT {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @TempDir private static File disk;
  private static MiniDFSCluster cluster;
  private static Configuration hadoop;
  private static String uri;

  /** What happens while somebody waits, a step for each pause. */
  private final Queue<Step> meanwhile = new ArrayDeque<>();

  private interface Step {
    void take() throws IOException;
  }

  @BeforeAll
  static void start() throws IOException {
    hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.getAbsolutePath());
    hadoop.setInt("dfs.replication", 2);
    hadoop.setInt("dfs.blocksize", 1 << 20);
    hadoop.setInt("dfs.namenode.safemode.extension", 0);
    hadoop.setInt("ipc.client.connect.retry.interval", 50);
    hadoop.setInt("dfs.client.retry.window.base", 10);
    hadoop.setInt("dfs.client.block.write.locateFollowingBlock.retries", 2);
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(3).build();
    uri = cluster.getURI().toString();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  @Test
  void safeModeIsWaitedForAndToldWhereItLasts() throws IOException {
    Path folder = folder("safe");
    files().setSafeMode(SafeModeAction.SAFEMODE_ENTER);
    assertThatThrownBy(() -> storage(1).write(new Path(folder, "a"), CONTENT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("safe mode")
        .hasMessageContaining("(asked again for 0 s)")
        .hasMessageContaining("does not serve at the moment; see that its servers run");

    meanwhile.add(() -> files().setSafeMode(SafeModeAction.SAFEMODE_LEAVE));
    storage(120).write(new Path(folder, "a"), CONTENT);

    assertThat(meanwhile).isEmpty();
    assertThat(storage(0).read(new Path(folder, "a"), 100)).isEqualTo(CONTENT);
    assertThat(storage(0).names(folder)).containsExactly("a");
  }

  @Test
  void aPublicationWaitsForTheNameNodeAndIsDoneOnce() throws IOException {
    Path folder = folder("restart");
    Storage storage = storage(120);
    for (String name : new String[] {"a", "b"}) {
      storage.makeFolder(new Path(folder, "staged-" + name));
      storage.write(new Path(folder, "staged-" + name + "/content"), CONTENT);
    }
    cluster.shutdownNameNode(0);
    meanwhile.add(() -> cluster.restartNameNode(0, true));

    assertThat(storage.rename(new Path(folder, "staged-a"), new Path(folder, "v1")))
        .isEqualTo(Outcome.PUBLISHED);

    assertThat(meanwhile).isEmpty();
    assertThat(storage.rename(new Path(folder, "staged-b"), new Path(folder, "v1")))
        .isEqualTo(Outcome.TAKEN);
    assertThat(storage.names(folder)).containsExactly("staged-b", "v1");
  }

  @Test
  void aNameNodeThatStaysAwayIsTold() throws IOException {
    Path folder = folder("away");
    cluster.shutdownNameNode(0);
    try {
      assertThatThrownBy(() -> storage(1).names(folder))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("cannot list " + folder)
          .hasMessageContaining("does not serve at the moment");
    } finally {
      cluster.restartNameNode(0, true);
    }
  }

  @Test
  void aDataNodeThatDiesIsNotNoticedAndAllOfThemAreTold() throws IOException {
    Path folder = folder("nodes");
    storage(120).write(new Path(folder, "before"), CONTENT);
    MiniDFSCluster.DataNodeProperties first = cluster.stopDataNode(0);

    storage(120).write(new Path(folder, "after"), CONTENT);
    assertThat(storage(120).read(new Path(folder, "before"), 100)).isEqualTo(CONTENT);

    MiniDFSCluster.DataNodeProperties second = cluster.stopDataNode(0);
    MiniDFSCluster.DataNodeProperties third = cluster.stopDataNode(0);
    assertThatThrownBy(() -> storage(1).read(new Path(folder, "before"), 100))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot read " + folder + "/before")
        .hasMessageContaining("does not serve at the moment");

    meanwhile.add(
        () -> {
          cluster.restartDataNode(first, true);
          cluster.restartDataNode(second, true);
          cluster.restartDataNode(third, true);
          cluster.waitActive();
        });
    assertThat(storage(120).read(new Path(folder, "before"), 100)).isEqualTo(CONTENT);
    assertThat(meanwhile).isEmpty();
  }

  @Test
  void aQuotaThatIsUsedUpIsToldAtOnce() throws IOException {
    Path folder = folder("full");
    files().setQuota(folder, HdfsConstants.QUOTA_DONT_SET, 1 << 10);

    assertThatThrownBy(() -> storage(120).write(new Path(folder, "a"), CONTENT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("there is no room left, or a quota is used up");
  }

  private Path folder(String name) throws IOException {
    Path folder = new Path(uri + "/" + name);
    storage(0).makeFolder(folder);
    return folder;
  }

  private static DistributedFileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  /** Storage that is asked again for so many seconds, of which none go by. */
  private Storage storage(int seconds) throws IOException {
    return Storage.of(
        new Path(uri + "/"), hadoop, new Patience(Duration.ofSeconds(seconds), pace()));
  }

  private Pace pace() {
    return new Pace() {

      private long nanos;

      @Override
      public long nanos() {
        return nanos;
      }

      @Override
      public void pause(Duration pause) {
        nanos += pause.toNanos();
        Step step = meanwhile.poll();
        if (step != null) {
          try {
            step.take();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }

      @Override
      public void beside(String name, Runnable work) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
