package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.spark.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masters at spark:// addresses: one that takes jobs, and several that do not. */
class MasterIT {

  @TempDir private Path folder;

  @Test
  void aMasterThatAnswersTakesTheJob() {
    SparkConf conf = new SparkConf(false).set("spark.ui.enabled", "false");
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    conf.setMaster("spark://127.0.0.1:" + master.address().port());
    conf.set("spark.driver.host", "127.0.0.1");
    try (SparkSession session = Sessions.open("test", conf)) {
      assertThat(session.sparkContext().applicationId()).startsWith("app-");
    } finally {
      master.shutdown();
      master.awaitTermination();
    }
  }

  @Test
  void aClusterThatTakesTheJobAndGivesItNothingIsTold() throws IOException {
    SparkConf conf = new SparkConf(false).set("spark.ui.enabled", "false");
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    String url = "spark://127.0.0.1:" + master.address().port();
    System.setProperty("spark.driver.host", "127.0.0.1");
    try {
      assertThat(refused(url, "run.executor-wait=2 seconds"))
          .contains("waiting for an executor of " + url + ", for 0.2 s of at most 2.0 s")
          .contains("the cluster at " + url + " has taken the job and has given it no executor")
          .contains("within 2.0 s (run.executor-wait)", "--executor-memory ask for");
    } finally {
      System.clearProperty("spark.driver.host");
      master.shutdown();
      master.awaitTermination();
    }
  }

  /** Spark itself asks for a minute. */
  @Test
  void mastersThatDoNotAnswerAreTold() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    int closed;
    try (ServerSocket gone = new ServerSocket(0, 1, here)) {
      closed = gone.getLocalPort();
    }
    try (ServerSocket silent = new ServerSocket(0, 50, here)) {
      String masters = "spark://127.0.0.1:" + closed + ",127.0.0.1:" + silent.getLocalPort();
      assertThat(refused(masters))
          .contains(
              "the cluster at " + masters + " did not take the job: no master answered there");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsTold() throws IOException {
    assertThat(refused("spark://no-such-host.invalid:7077"))
        .contains(
            "--master spark://no-such-host.invalid:7077: there is no such host as no-such-host.invalid");
    assertThat(refused("spark://a.invalid:7077,b.invalid:7077"))
        .contains("there is no such host as a.invalid or b.invalid");
  }

  private String refused(String master, String... sets) throws IOException {
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Files.writeString(raw.resolve("a.csv"), "time,x\n2020-01-01 00:10:00,1\n");
    RunMain main =
        new RunMain(folder, "history { input = [\"%1$s/raw\"], table = \"%1$s/table\" }")
            .on(master);
    assertThat(main.run("ingest", sets)).as(main.err()).isEqualTo(6);
    assertThat(main.out()).isEmpty();
    assertThat(main.err()).doesNotContain("\tat ");
    return main.err();
  }
}
