package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.RunStatus.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final Instant START = Instant.parse("2024-02-29T23:59:59.123456789Z");
  private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void aRunThatWasNeverStartedHasNoStatusAndLeavesNoTrace() {
    assertThat(run().status()).isEmpty();
    assertThat(run().runId()).isEqualTo("run-a");
    assertThat(folder).isEmptyDirectory();
  }

  /** The kernel tells which files this process has open. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anAttemptThatCannotSayThatItRunsLeavesNoFileOpen() throws IOException {
    Files.createDirectories(folder.resolve("run-a/.status.json.staged/in-the-way"));

    assertThatThrownBy(() -> run().begin("train", "identity", CLOCK))
        .isInstanceOf(StorageException.class);
    Path events = folder.resolve("run-a/events/000001.jsonl");
    assertThat(events).exists();
    File[] open = new File("/proc/self/fd").listFiles();
    assertThat(open).isNotEmpty();
    for (File one : open) {
      assertThat(one.getCanonicalPath()).isNotEqualTo(events.toRealPath().toString());
    }
  }

  @Test
  void statusFollowsTheRun() {
    try (RunAttempt attempt = run().begin("train", "identity", CLOCK)) {
      assertThat(run().status())
          .contains(
              new RunStatus(
                  "train",
                  "run-a",
                  "identity",
                  State.RUNNING,
                  1,
                  Optional.empty(),
                  START,
                  Optional.empty(),
                  Map.of(),
                  Map.of(),
                  Optional.empty(),
                  ""));
      attempt.done(
          new RunResult(
              Map.of("windows", 7L), Map.of("mae", 0.1 + 0.2), Optional.of(42), "trained"));
    }
    assertThat(run().status())
        .contains(
            new RunStatus(
                "train",
                "run-a",
                "identity",
                State.DONE,
                1,
                Optional.of(0),
                START,
                Optional.of(START),
                Map.of("windows", 7L),
                Map.of("mae", 0.1 + 0.2),
                Optional.of(42),
                "trained"));
  }

  @Test
  void eachAttemptHasItsOwnEvents() throws IOException {
    try (RunAttempt first = run().begin("ingest", "identity", CLOCK)) {
      first.event("file", Map.of("name", "a.csv", "rows", 3));
      first.failed(3, "line 5 is no row");
    }
    try (RunAttempt second = run().begin("ingest", "identity", CLOCK)) {
      assertThat(second.number()).isEqualTo(2);
    }

    assertThat(Files.readAllLines(folder.resolve("run-a/events/000001.jsonl")))
        .containsExactly(
            "{\"event\":\"started\",\"job\":\"ingest\",\"time\":\"2024-02-29T23:59:59.123456789Z\"}",
            "{\"event\":\"file\",\"name\":\"a.csv\",\"rows\":3,\"time\":\"2024-02-29T23:59:59.123456789Z\"}",
            "{\"event\":\"failed\",\"message\":\"line 5 is no"
                + " row\",\"time\":\"2024-02-29T23:59:59.123456789Z\"}");
    assertThat(folder.resolve("run-a/events/000002.jsonl")).isNotEmptyFile();
    assertThat(run().status().orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void eventsAreThereWhileTheRunGoesOn() throws IOException {
    try (RunAttempt attempt = run().begin("ingest", "identity", CLOCK)) {
      attempt.event("half", Map.of());

      assertThat(Files.readAllLines(folder.resolve("run-a/events/000001.jsonl"))).hasSize(2);
    }
  }

  @Test
  void localFilesHaveNoChecksumsBesideThem() throws IOException {
    run().begin("ingest", "identity", CLOCK).close();

    assertThat(OutputFolderTest.names(folder.resolve("run-a")))
        .containsExactly("events", "status.json");
  }

  private RunFolder run() {
    return RunFolder.of(
        new org.apache.hadoop.fs.Path(folder.resolve("run-a").toString()), new Configuration());
  }
}
