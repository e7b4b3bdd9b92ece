package io.chronoshard.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final EventLog.Limits PATIENT =
      new EventLog.Limits(1 << 20, Duration.ofMinutes(10));
  private static final EventLog.Limits HURRIED = new EventLog.Limits(4000, Duration.ZERO);

  /** The clock of the thread that writes: it goes on when that waits. */
  private final AtomicLong nanos = new AtomicLong();

  private final JsonMapper json = new JsonMapper();

  @TempDir private Path folder;

  @AfterEach
  void mend() {
    FaultyDisk.has(FaultyDisk.Fault.NONE);
  }

  private EventLog begin(EventLog.Limits limits) {
    Pace pace =
        new Pace() {
          @Override
          public long nanos() {
            return nanos.get();
          }

          @Override
          public void pause(Duration pause) {
            nanos.addAndGet(pause.toNanos());
          }

          @Override
          public void beside(String name, Runnable work) {
            OF_THIS_PROCESS.beside(name, work);
          }
        };
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toString());
    return EventLog.begin(
        Storage.of(path, FaultyDisk.configuration()), path, 7, CLOCK, pace, limits);
  }

  /** Writing may fail anywhere, also when half a line is written, or all and nobody says so. */
  @Test
  void whateverFailsForAWhileAllEventsAreThereInOrder() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      clear();
      MersenneTwister random = new MersenneTwister(seed);
      double share = random.nextDouble() * 0.6;
      EventLog log = begin(PATIENT);
      FaultyDisk.has(
          bytes -> {
            if (random.nextDouble() >= share) {
              return bytes;
            }
            if (bytes == 0 || random.nextBoolean()) {
              throw new ConnectException("refused");
            }
            return random.nextInt(bytes);
          });
      int count = random.nextInt(60);
      for (int event = 0; event < count; event++) {
        log.event("round", Map.of("number", event));
      }
      log.drain(Duration.ofDays(1));
      FaultyDisk.has(FaultyDisk.Fault.NONE);
      log.close();
      assertThat(events())
          .as("seed %d", seed)
          .extracting(event -> event.path("number").asInt())
          .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
      assertThat(log.lost()).isZero();
    }
  }

  @Test
  void whoeverTellsEventsDoesNotWaitForStorageThatIsAway() throws IOException {
    CountDownLatch back = new CountDownLatch(1);
    try (EventLog log = begin(HURRIED)) {
      FaultyDisk.has(
          bytes -> {
            await(back);
            return bytes;
          });
      for (int event = 0; event < 20; event++) {
        log.event("round", Map.of("number", event));
      }
      assertThat(folder.resolve("000007.jsonl")).isEmptyFile();
      back.countDown();
      log.drain(LONGEST);
      assertThat(events()).hasSize(20);
    }
  }

  @Test
  void whatFindsNoRoomIsCountedInItsPlace() throws IOException {
    CountDownLatch back = new CountDownLatch(1);
    String text = "x".repeat(1000);
    try (EventLog log = begin(HURRIED)) {
      FaultyDisk.has(
          bytes -> {
            await(back);
            return bytes;
          });
      for (int event = 0; event < 10; event++) {
        log.event("round", Map.of("number", event, "text", text));
      }
      assertThat(log.lost()).isEqualTo(7);
      back.countDown();
      log.drain(LONGEST);
      log.event("round", Map.of("number", 10));
      log.drain(LONGEST);
      assertThat(events())
          .extracting(event -> event.path("event").asText() + event.path("number").asText())
          .containsExactly("round0", "round1", "round2", "events lost", "round10");
      assertThat(events().get(3).path("count").asInt()).isEqualTo(7);
    }
  }

  @Test
  void storageThatStaysAwayIsToldAfterItsTime() throws IOException {
    EventLog log = begin(HURRIED);
    log.event("round", Map.of("number", 0));
    log.drain(LONGEST);
    FaultyDisk.has(
        bytes -> {
          throw new ConnectException("refused");
        });
    log.event("round", Map.of("number", 1));
    assertThatThrownBy(() -> log.drain(LONGEST))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("1 of the run's events could not be written to ")
        .hasMessageContaining("does not serve at the moment; see that its servers run");
    assertThat(Duration.ofNanos(nanos.get())).isGreaterThan(Duration.ofSeconds(50));

    FaultyDisk.has(FaultyDisk.Fault.NONE);
    log.drain(LONGEST);
    assertThat(events()).hasSize(2);
    FaultyDisk.has(
        bytes -> {
          throw new ConnectException("refused");
        });
    log.event("round", Map.of("number", 2));
    assertThatThrownBy(log::close)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("cannot write ")
        .hasMessageContaining("refused");
  }

  /** As a checkpoint that waits for events while the training ends badly. */
  @Test
  void whoeverWaitsLongerIsNotKeptFromItByWhoeverDoesNot() throws IOException {
    EventLog log = begin(HURRIED);
    FaultyDisk.has(
        bytes -> {
          throw new ConnectException("refused");
        });
    log.event("round", Map.of("number", 0));
    CompletableFuture<Void> patient =
        CompletableFuture.runAsync(() -> log.drain(Duration.ofDays(10_000)));
    for (int hurried = 0; hurried < 100; hurried++) {
      assertThatThrownBy(() -> log.drain(Duration.ZERO)).isInstanceOf(StorageException.class);
      assertThat(patient).isNotDone();
    }
    FaultyDisk.has(FaultyDisk.Fault.NONE);
    patient.join();
    assertThat(events()).hasSize(1);
    log.close();
  }

  @Test
  void whatWaitingDoesNotMendEndsItAtOnce() throws IOException {
    EventLog log = begin(PATIENT);
    FaultyDisk.has(
        bytes -> {
          throw new AccessControlException("user=b");
        });
    for (int tries = 0; tries < 2; tries++) {
      assertThatThrownBy(() -> log.event("round", Map.of()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("000007.jsonl: user=b; this user may not do that");
    }
    assertThatThrownBy(log::close).isInstanceOf(StorageException.class);
    assertThat(nanos.get()).isZero();
  }

  /** As where the file was removed on HDFS, and its folder too. */
  @Test
  void aFileThatBreaksIsFollowedByAnotherAndThatIsAll() throws IOException {
    EventLog log = begin(PATIENT);
    log.event("round", Map.of("number", 0));
    FaultyDisk.has(
        bytes -> {
          throw new IOException("No lease on this file");
        });
    assertThatThrownBy(() -> log.event("round", Map.of("number", 1)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("000007_000000002.jsonl: No lease on this file");
    assertThatThrownBy(log::close).isInstanceOf(StorageException.class);
  }

  /** Java would tell that an exception was to be added to itself, and no more. */
  @Test
  void whatFailsWithTheSameAgainWhenItIsClosedIsToldAsWhatItIs() {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder + "/file");
    Storage storage = Storage.of(file, FaultyDisk.configuration());
    FaultyDisk.has(
        bytes -> {
          if (bytes > 0) {
            throw new AccessControlException("user=b");
          }
          return 0;
        });
    for (Runnable writes :
        List.<Runnable>of(
            () -> storage.write(file, new byte[1]),
            () -> storage.writeThrough(file, new byte[1]),
            () -> storage.json(file, List.of()),
            () -> CheckpointFile.KIND.write(storage, file, List.of(), out -> {}))) {
      assertThatThrownBy(writes::run)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("/file: user=b; this user may not do that");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events by the rule that says which line of which file counts. */
  private List<JsonNode> events() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : OutputFolderTest.names(folder)) {
      int first = name.equals("000007.jsonl") ? 1 : Integer.parseInt(name.substring(7, 16));
      lines.subList(first - 1, lines.size()).clear();
      String text = Files.readString(folder.resolve(name), UTF_8);
      lines.addAll(text.lines().toList());
    }
    List<JsonNode> events = new ArrayList<>();
    for (String line : lines) {
      events.add(json.readTree(line));
    }
    return events;
  }

  private void clear() throws IOException {
    for (String name : OutputFolderTest.names(folder)) {
      Files.delete(folder.resolve(name));
    }
  }
}
