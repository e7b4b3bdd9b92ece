package io.chronoshard.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of the tests of {@code common}, on their class path: HDFS and Spark want other classes
 * of the same names. It prints {@link #READY} on a line of its own once it serves, and once it has
 * done what it was told; it ends with its standard input.
 */
public final class ServerProcess implements AutoCloseable {

  private static final String READY = "ready";

  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final Writer commands;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    commands = process.outputWriter(UTF_8);
  }

  /**
   * Starts one, and waits until it serves.
   *
   * @param log takes its standard error
   * @param memory of its heap, as {@code -Xmx} has it
   */
  public static ServerProcess start(Path log, String memory, Class<?> program, Path... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx" + memory,
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            classPath(),
            program.getName()));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(ScriptRun.SHORT_LIVED);
    ServerProcess started = new ServerProcess(builder.start(), log);
    started.await();
    return started;
  }

  private static String classPath() throws IOException {
    Path built = ProjectFolder.path().resolve("common/target");
    return String.join(
        File.pathSeparator,
        built.resolve("test-classes").toString(),
        built.resolve("classes").toString(),
        Files.readString(built.resolve("test.classpath")).strip());
  }

  /** Tells it something, and waits until that is done. */
  public void tell(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    await();
  }

  /** The processes that it has started whose command holds some text. */
  public List<ProcessHandle> started(String text) {
    return ScriptRun.startedBy(process.toHandle(), text);
  }

  /** HDFS, too, writes to standard output. */
  private void await() throws IOException {
    for (String line = answers.readLine(); !READY.equals(line); line = answers.readLine()) {
      if (line == null) {
        throw new IOException("the servers have ended: " + Files.readString(log));
      }
    }
  }

  /** What it has started ends with it. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
