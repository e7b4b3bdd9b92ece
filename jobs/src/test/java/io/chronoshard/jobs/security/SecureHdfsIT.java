package io.chronoshard.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.MainProcess;
import io.chronoshard.jobs.MainProcess.Outcome;
import io.chronoshard.registry.SecureCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on an HDFS that takes nobody without a Kerberos ticket. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureHdfsIT {

  private static final String CONFIG =
      """
      history { input = ["hdfs:///plant/input"], table = "hdfs:///plant/history" }
      grid.block-steps = 256
      registry { path = "hdfs:///plant/models", model = outlet }
      scores.output = "hdfs:///plant/scores"
      window { length = 12, lead = 3, targets = [c0] }
      model.layers = [{ type = gru, units = 3 }]
      training { epochs = 2, batch = 32 }
      """;

  private static final String NONE = "registry.path = \"hdfs:///plant/none\"";

  /** Of a ticket without a keytab: enough for a job that begins at once. */
  private static final Duration TICKET = Duration.ofSeconds(20);

  @TempDir private static Path folder;

  private static ClusterProcess cluster;
  private static MainProcess nobody;
  private static CompletableFuture<List<Outcome>> whileATicketEnds;

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(folder.resolve("plant.conf"), CONFIG);
    Files.writeString(
        Files.createDirectories(folder.resolve("input")).resolve("pump.csv"), readings());
    cluster = ClusterProcess.start(folder);
    Instant end = Instant.now().plus(TICKET);
    MainProcess holder = process(cluster.ticket(TICKET));
    whileATicketEnds = CompletableFuture.supplyAsync(() -> twice(holder, end));
    nobody = process(folder.resolve("no-ticket"));
  }

  @AfterAll
  static void stop() {
    nobody.close();
    cluster.close();
  }

  /** In one process that logs in once: when the second job begins, that ticket has ended. */
  @Test
  void allJobsGoOnByTheKeytabWhenTheirTicketsEnd() throws IOException, InterruptedException {
    try (MainProcess plant = process(folder.resolve("no-ticket"))) {
      Instant end = Instant.now().plusSeconds(SecureCluster.TICKET_SECONDS);
      for (String job :
          List.of(
              "ingest",
              "describe",
              "train",
              "models list",
              "models show",
              "models verify all",
              "models promote 1",
              "score")) {
        Outcome outcome = run(plant, job, SecureCluster.PLANT, "plant.keytab");
        assertThat(outcome.code()).as("%s: %s", job, outcome.err()).isZero();
        waitUntil(end);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"models list", "ingest", "train"})
  void whoIsNotLoggedInIsToldSo(String job) throws IOException {
    Outcome outcome = run(nobody, job);

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.err()).contains("kinit", "security.principal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | hdfs@CHRONOSHARD.TEST | plant.keytab | holds no key of hdfs@CHRONOSHARD.TEST",
        "4 | dismissed@CHRONOSHARD.TEST | dismissed.keytab | the KDC does not accept it",
        "4 | plant@SILENT.TEST | silent.keytab | no KDC of SILENT.TEST answers",
        "2 | plant@CHRONOSHARD.TEST | missing.keytab | there is no such file on this machine"
      })
  void whoCannotLogInIsToldWhy(int code, String principal, String keytab, String why)
      throws IOException {
    Outcome outcome = run(nobody, "models list", principal, keytab);

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.err()).contains(principal, keytab, why);
  }

  /** The last one, for the ticket ends while the others run. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aTicketThatHasEndedIsToldWhereThereIsNoKeytab() {
    List<Outcome> outcomes = whileATicketEnds.join();

    assertThat(outcomes.get(0).code()).isEqualTo(2);
    assertThat(outcomes.get(0).err()).contains("there is no registry at hdfs://");
    assertThat(outcomes.get(1).code()).isEqualTo(4);
    assertThat(outcomes.get(1).err()).contains("kinit", "security.principal");
  }

  /** What the same job of one process is answered with a ticket, and when that has ended. */
  private static List<Outcome> twice(MainProcess holder, Instant end) {
    try (holder) {
      Outcome first = run(holder, "models list --set " + NONE);
      waitUntil(end);
      return List.of(first, run(holder, "models list --set " + NONE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void waitUntil(Instant end) throws InterruptedException {
    // Tickets are of whole seconds.
    Duration left = Duration.between(Instant.now(), end.plusSeconds(1));
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()));
  }

  private static MainProcess process(Path ticket) throws IOException {
    return MainProcess.start(
        folder.resolve("process.log"),
        folder.resolve("client"),
        Map.of("KRB5CCNAME", ticket.toString()),
        "-Djava.security.krb5.conf=" + folder.resolve("krb5.conf"));
  }

  private static Outcome run(MainProcess process, String job, String principal, String keytab)
      throws IOException {
    return run(
        process,
        job
            + " --set security.principal=\""
            + principal
            + "\" --set security.keytab=\""
            + folder.resolve(keytab)
            + "\"");
  }

  private static Outcome run(MainProcess process, String job) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(job.replace(" = ", "=").split(" ")));
    arguments.addAll(List.of("--config", folder.resolve("plant.conf").toString()));
    return process.run(arguments);
  }

  /** Two channels every ten minutes for ten days. */
  private static String readings() {
    StringBuilder lines = new StringBuilder("time,c0,c1\n");
    Instant begin = Instant.parse("2024-01-01T00:00:00Z");
    for (int step = 0; step < 1440; step++) {
      lines
          .append(begin.plusSeconds(600L * step))
          .append(',')
          .append(StrictMath.sin(step / 20.0))
          .append(',')
          .append(StrictMath.cos(step / 20.0))
          .append('\n');
    }
    return lines.toString();
  }
}
