package io.chronoshard.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the script that users start jobs with, without a Spark of the machine's.
 *
 * @param folder the working folder
 * @param environment variables beside those of this process
 */
public record ScriptRun(Path folder, Map<String, String> environment) {

  /**
   * The environment of processes, and of those that they start, none of which runs for long enough
   * that what the second compiler makes would be of use.
   */
  public static final Map<String, String> SHORT_LIVED =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

  /** How it ended, and what it printed. */
  public record Ended(int code, String out, String err) {}

  /** Whether the script finds what packaging makes. */
  public static boolean isPossible() {
    Path built = ProjectFolder.path().resolve("jobs/target");
    return Files.exists(built.resolve("chronoshard.jar"))
        && Files.exists(built.resolve("spark/jars"));
  }

  /** Runs it to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), arguments);
  }

  /** Runs it to its end by a command that takes another one. */
  public Ended run(List<String> by, String... arguments) throws IOException, InterruptedException {
    try (Running running = start(by, arguments)) {
      return running.ended();
    }
  }

  /** Starts it. */
  public Running start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  private Running start(List<String> by, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(by);
    command.addAll(List.of("bash", ProjectFolder.path().resolve("scripts/chronoshard").toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    builder.environment().putAll(SHORT_LIVED);
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new Running(builder.start(), out, err);
  }

  /** The processes that another has started, and those have, whose command holds some text. */
  public static List<ProcessHandle> startedBy(ProcessHandle process, String text) {
    return process.descendants().filter(one -> command(one).contains(text)).toList();
  }

  /** As Linux has it, for Java tells of long ones nothing; empty of a process that is gone. */
  private static String command(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.exists(file) ? Files.readString(file, ISO_8859_1) : "";
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A job that was started.
   *
   * @param process of the script
   * @param out file of what it prints
   * @param err file of what it tells meanwhile
   */
  public record Running(Process process, Path out, Path err) implements AutoCloseable {

    private static final int POLL_MILLIS = 20;

    /** Waits until it tells some text; fails where it ends before. */
    public void awaitTold(String text) throws IOException, InterruptedException {
      while (!Files.readString(err).contains(text)) {
        if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new AssertionError(
              "ended before it told \"" + text + "\":\n" + Files.readString(err));
        }
      }
    }

    /** The processes that it has started whose command holds some text. */
    public List<ProcessHandle> processes(String text) {
      return startedBy(process.toHandle(), text);
    }

    /** Waits for its end. */
    public Ended ended() throws IOException, InterruptedException {
      int code = process.waitFor();
      return new Ended(code, Files.readString(out), Files.readString(err));
    }

    /** Ends what still runs. */
    @Override
    public void close() throws IOException {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
