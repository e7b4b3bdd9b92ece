package io.chronoshard.registry;

import io.chronoshard.registry.SoakedRegistry.Task;
import io.chronoshard.registry.SoakedRegistry.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.MersenneTwister;

/** Kills commands of the command line at random moments, and looks what is left. */
final class KilledCommands {

  private static final List<Work> WORKS = List.of(Work.values());

  private final Path script;
  private final SoakedRegistry registry;
  private final MersenneTwister random;
  private final Map<Work, Long> millis = new EnumMap<>(Work.class);
  private final Map<Work, Count> counts = new EnumMap<>(Work.class);
  private int tasks;

  /** Kills none yet. */
  KilledCommands(Path script, SoakedRegistry registry, int seed) {
    this.script = script;
    this.registry = registry;
    this.random = new MersenneTwister(new int[] {seed});
  }

  /**
   * What came of commands of a kind.
   *
   * @param killed how many, alive until then
   * @param undone of them, nothing of what they do had taken effect
   * @param locked of them, the lock was left to be taken over
   */
  record Count(int killed, int undone, int locked) {

    private Count and(boolean isDone, boolean isLocked) {
      return new Count(killed + 1, undone + (isDone ? 0 : 1), locked + (isLocked ? 1 : 0));
    }
  }

  /** Kills so many of all kinds in turn, after one of each kind that is left alone. */
  Map<Work, Count> run(int kills) throws IOException, InterruptedException {
    Files.writeString(configuration(), registry.configuration());
    for (String job : List.of("simulate", "ingest")) {
      end(start(List.of("--master", "local[1]", job)));
    }
    for (Work work : WORKS) {
      Task task = registry.prepare(work, ++tasks);
      long begin = System.nanoTime();
      complete(task);
      millis.put(work, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
      counts.put(work, new Count(0, 0, 0));
    }
    int killed = 0;
    while (killed < kills) {
      Work work = WORKS.get(killed % WORKS.size());
      if (kill(registry.prepare(work, ++tasks))) {
        killed++;
        System.err.println("soak: killed " + killed + " of " + kills + ": " + work);
      }
    }
    return counts;
  }

  /** Says whether it was alive until it was killed. */
  private boolean kill(Task task) throws IOException, InterruptedException {
    Process process = start(task.words());
    // Late moments are likelier than early ones, when a process does no more than start.
    double late = StrictMath.sqrt(random.nextDouble());
    long moment = (long) (late * millis.getOrDefault(task.work(), 0L));
    boolean hasEnded = process.waitFor(moment, TimeUnit.MILLISECONDS);
    if (!hasEnded) {
      // With all that it has started: they are a group of processes.
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
      process.waitFor();
    }
    registry.whole().require();
    boolean isDone = registry.isDone(task);
    if (!hasEnded) {
      counts.computeIfPresent(
          task.work(), (work, count) -> count.and(isDone, registry.whole().isLocked()));
    }
    if (!isDone || task.work() != Work.ROLLBACK) {
      complete(task);
    }
    return !hasEnded;
  }

  /** Does it to its end. */
  private void complete(Task task) throws IOException, InterruptedException {
    end(start(task.words()));
    registry.whole().require();
    if (!registry.isDone(task)) {
      throw new AssertionError(task + " has ended and is not done: " + Files.readString(log()));
    }
    if (task.work() == Work.TRAIN || task.work() == Work.PRUNE) {
      registry.whole().requireSwept();
    }
  }

  private void end(Process process) throws IOException, InterruptedException {
    int code = process.waitFor();
    if (code != 0) {
      throw new AssertionError("code " + code + ": " + Files.readString(log()));
    }
  }

  private Process start(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid", script.toString()));
    command.addAll(words);
    command.addAll(List.of("--quiet", "--config", configuration().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()));
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    return builder.start();
  }

  private Path configuration() {
    return registry.folder().resolve("soak.conf");
  }

  private Path log() {
    return registry.folder().resolve("command.log");
  }
}
