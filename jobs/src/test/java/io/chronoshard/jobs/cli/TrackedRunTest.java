package io.chronoshard.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.LockSettings;
import io.chronoshard.config.RunName;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.registry.Json;
import io.chronoshard.registry.ModelLock;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.OutputFolder;
import io.chronoshard.registry.RunFolder;
import io.chronoshard.registry.RunResult;
import io.chronoshard.registry.RunStatus;
import io.chronoshard.registry.RunStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedRunTest {

  private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");
  private static final RunResult RESULT =
      new RunResult(Map.of("rows", 3L), Map.of("mae", 1.5), Optional.of(2), "read 3 rows");

  private static final RunName RUN = new RunName("run-a", "abc");

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theFolderSaysThatTheRunGoesOnAndThenThatItIsDone() {
    RunStatus status =
        run(Format.TEXT)
            .run(
                attempt -> {
                  assertThat(folder().status().orElseThrow().state()).isEqualTo(State.RUNNING);
                  return RESULT;
                });

    assertThat(status)
        .isEqualTo(
            new RunStatus(
                "weigh",
                "run-a",
                "abc",
                State.DONE,
                1,
                Optional.of(0),
                NOW,
                Optional.of(NOW),
                Map.of("rows", 3L),
                Map.of("mae", 1.5),
                Optional.of(2),
                "read 3 rows"));
    assertThat(folder().status()).contains(status);
    assertThat(out.toString(UTF_8)).isEqualToIgnoringNewLines("read 3 rows");
  }

  @Test
  void whatTheOperatorCanMendIsToldWithItsCode() {
    assertFailed(new DataException("a.csv, line 7: mend it"), 3, "a.csv, line 7: mend it");
  }

  @Test
  void whatTheOperatorCanMendIsFoundBeneathWhatSparkThrew() {
    assertFailed(
        new SparkException("a task failed", new DataException("a.csv, line 7: mend it")),
        3,
        "a.csv, line 7: mend it");
  }

  @Test
  void aDefectIsToldWithItsClass() {
    assertFailed(
        new ArithmeticException("/ by zero"), 1, "java.lang.ArithmeticException: / by zero");
  }

  @Test
  void aDefectOfTheMachineIsTold() {
    assertFailed(new OutOfMemoryError("heap"), 1, "java.lang.OutOfMemoryError: heap");
  }

  @Test
  void aRunThatFailedIsDoneAgain() throws IOException {
    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        attempt -> {
                          throw new DataException("bad");
                        }))
        .isInstanceOf(DataException.class);

    RunStatus status = run(Format.TEXT).run(attempt -> RESULT);

    assertThat(status.state()).isEqualTo(State.DONE);
    assertThat(status.attempt()).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "run run-a was started before and did not end well; this is attempt 2");
    try (Stream<Path> events = Files.list(folder.resolve("run-a/events"))) {
      assertThat(events).hasSize(2);
    }
  }

  @Test
  void aRunThatWasKilledIsDoneAgain() {
    folder().begin("weigh", "identity", Clock.fixed(NOW, ZoneOffset.UTC)).close();
    assertThat(folder().status().orElseThrow().state()).isEqualTo(State.RUNNING);

    assertThat(run(Format.TEXT).run(attempt -> RESULT).attempt()).isEqualTo(2);
  }

  @Test
  void aRunThatIsDoneIsToldAndNotDoneAgain() {
    RunStatus first = run(Format.TEXT).run(attempt -> RESULT);

    out.reset();
    RunStatus again = run(Format.TEXT).run(attempt -> neverAgain());

    assertThat(again).isEqualTo(first);
    assertThat(out.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "run run-a is done since 2024-02-29T12:00:00Z: read 3 rows; choose another run.id to"
                + " do it again");
  }

  @Test
  void aRunThatIsDoneIsToldAsJson() {
    RunStatus first = run(Format.TEXT).run(attempt -> RESULT);

    out.reset();
    run(Format.JSON).run(attempt -> neverAgain());

    assertThat(Json.read(out.toByteArray(), RunStatus.class, "standard output")).isEqualTo(first);
  }

  @Test
  void theResultIsTheStatusAsJson() {
    RunStatus status = run(Format.JSON).run(attempt -> RESULT);

    assertThat(Json.read(out.toByteArray(), RunStatus.class, "standard output")).isEqualTo(status);
  }

  @Test
  void aRunThatIsDoneIsDoneAgainWhereThatIsAsked() {
    run(Format.TEXT).run(attempt -> RESULT);

    assertThat(run(Format.TEXT).again(attempt -> RESULT).attempt()).isEqualTo(2);
  }

  @Test
  void aRunWhoseOutputWasRemovedIsDoneAgain() throws IOException {
    OutputFolder output = output("run-a");
    TrackedRun.of(context(Format.TEXT), "weigh", RUN, output).run(attempt -> commit(output));
    Path committed = folder.resolve("out/_run.json");
    assertThat(
            TrackedRun.of(context(Format.TEXT), "weigh", RUN, output("run-a"))
                .run(a -> neverAgain()))
        .extracting(RunStatus::attempt)
        .isEqualTo(1);

    Files.delete(committed);
    Files.delete(committed.getParent());
    OutputFolder gone = output("run-a");
    TrackedRun.of(context(Format.TEXT), "weigh", RUN, gone).run(attempt -> commit(gone));

    assertThat(committed).exists();
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines(
            "run run-a was started before and its output is gone; this is attempt 2");
  }

  @Test
  void anotherRunsOutputIsInTheWayBeforeAnythingIsDone() {
    OutputFolder output = output("run-a");
    TrackedRun.of(context(Format.TEXT), "weigh", RUN, output).run(attempt -> commit(output));

    assertThatThrownBy(() -> TrackedRun.of(context(Format.TEXT), "weigh", RUN, output("run-b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("another run's output is in the way");
    assertThat(folder.resolve("out.runs/run-b")).doesNotExist();
  }

  @Test
  void thatTheStatusCannotBeWrittenDoesNotHideTheFailure() {
    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        attempt -> {
                          replaceByFile(folder.resolve("run-a"));
                          throw new DataException("bad");
                        }))
        .isInstanceOf(DataException.class)
        .hasMessage("bad")
        .satisfies(failure -> assertThat(failure.getSuppressed()).isNotEmpty());
  }

  @Test
  void anIdThatIsDoneWithOtherSettingsIsRefused() {
    run(Format.TEXT).run(attempt -> RESULT);

    assertThatThrownBy(() -> run(Format.TEXT, "other", () -> true).run(attempt -> neverAgain()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "run run-a was done with another configuration or other data (abc there, other here);"
                + " choose another run.id, or none to have it named by both");
    assertThat(folder().status().orElseThrow().attempt()).isEqualTo(1);
  }

  @Test
  void aRunWhoseResultIsGoneIsDoneAgain() {
    run(Format.TEXT).run(attempt -> RESULT);

    assertThat(run(Format.TEXT, "abc", () -> false).run(attempt -> RESULT).attempt()).isEqualTo(2);
  }

  @Test
  void workUnderALockBeginsOnceThatIsHeldAndGivesItBack() {
    RunStatus status =
        run(Format.TEXT)
            .run(
                this::lock,
                (attempt, lock) -> {
                  lock.requireHeld();
                  assertThat(lock.number()).isEqualTo(1);
                  return RESULT;
                });

    assertThat(folder().status()).contains(status);
    try (ModelLock next = lock()) {
      assertThat(next.number()).isEqualTo(2);
    }
    assertThat(run(Format.TEXT).run(TrackedRunTest::neverTaken, (a, l) -> neverAgain()))
        .isEqualTo(status);
  }

  @Test
  void workThatFailsUnderALockGivesItBackToo() {
    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        this::lock,
                        (attempt, lock) -> {
                          throw new DataException("bad");
                        }))
        .isInstanceOf(DataException.class);

    assertThat(folder().status().orElseThrow().state()).isEqualTo(State.FAILED);
    assertThat(run(Format.TEXT).run(this::lock, (attempt, lock) -> RESULT).attempt()).isEqualTo(2);
  }

  @Test
  void whereTheLockIsNotToBeHadNothingBegins() {
    BusyException busy = new BusyException("another run has it");

    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        () -> {
                          throw busy;
                        },
                        (attempt, lock) -> neverAgain()))
        .isSameAs(busy);
    assertThat(folder().status()).isEmpty();
  }

  @Test
  void whatAnotherProcessDidWhileThisOneWaitedForTheLockIsNotDoneAgain() {
    RunStatus status =
        run(Format.TEXT)
            .run(
                () -> {
                  run(Format.TEXT).run(attempt -> RESULT);
                  return lock();
                },
                (attempt, lock) -> neverAgain());

    assertThat(status.attempt()).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("run run-a is done since");
  }

  /** As when another process has taken it over. */
  @Test
  void whoseLockIsGoneFailsAndLeavesTheStatusToOthers() {
    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        this::lock,
                        (attempt, lock) -> {
                          moveAway(folder.resolve("registry/pump/locks/000001"));
                          return RESULT;
                        }))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("lock 1 of ")
        .hasMessageContaining("was taken over by somebody who removed its folder");
    assertThat(folder().status().orElseThrow().state()).isEqualTo(State.RUNNING);
  }

  private ModelLock lock() {
    return ModelRegistry.open(folder.resolve("registry").toString(), "pump", new Configuration())
        .lock("run-a", new LockSettings(Duration.ofSeconds(30), Duration.ZERO));
  }

  private static ModelLock neverTaken() {
    throw new AssertionError("there was nothing left to do");
  }

  private static void moveAway(Path path) {
    try {
      Files.move(path, path.resolveSibling("away"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFailed(Throwable failure, int exitCode, String message) {
    assertThatThrownBy(
            () ->
                run(Format.TEXT)
                    .run(
                        attempt -> {
                          throw TrackedRunTest.<RuntimeException>undeclared(failure);
                        }))
        .isSameAs(failure);

    RunStatus status = folder().status().orElseThrow();
    assertThat(status.state()).isEqualTo(State.FAILED);
    assertThat(status.exitCode()).contains(exitCode);
    assertThat(status.message()).isEqualTo(message);
    assertThat(status.ended()).contains(NOW);
  }

  /** As Scala throws: whatever it is, and without a word in the signature. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E undeclared(Throwable failure) throws E {
    throw (E) failure;
  }

  private static RunResult neverAgain() {
    throw new AssertionError("it was done already");
  }

  /** So that nothing can be written below it any more. */
  private static void replaceByFile(Path run) {
    try {
      try (Stream<Path> all = Files.walk(run)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      Files.writeString(run, "in the way");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private TrackedRun run(Format format) {
    return run(format, "abc", () -> true);
  }

  private TrackedRun run(Format format, String identity, BooleanSupplier stands) {
    return new TrackedRun(
        context(format),
        "weigh",
        identity,
        folder(),
        stands,
        () -> {},
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private JobContext context(Format format) {
    return new JobContext(
        Path.of("a.conf"),
        List.of(),
        List.of(),
        Map.of(),
        Verbosity.NORMAL,
        format,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private OutputFolder output(String runId) {
    return OutputFolder.of(
        new org.apache.hadoop.fs.Path(folder.resolve("out").toString()),
        runId,
        new Configuration());
  }

  private static RunResult commit(OutputFolder output) {
    output.staging();
    output.commit(Map.of());
    return RESULT;
  }

  private RunFolder folder() {
    return RunFolder.of(
        new org.apache.hadoop.fs.Path(folder.resolve("run-a").toString()), new Configuration());
  }
}
