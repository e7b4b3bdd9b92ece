package io.chronoshard.jobs.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.registry.SecureCluster;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link SecureCluster}. It runs on the class path of the tests of {@code common}: HDFS and Spark
 * want other classes of the same names.
 */
final class ClusterProcess implements AutoCloseable {

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private ClusterProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    commands = process.outputWriter(UTF_8);
  }

  /** Starts it, and waits until it serves. */
  static ClusterProcess start(Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            classPath(),
            SecureCluster.class.getName(),
            folder.toString()));
    ClusterProcess started =
        new ClusterProcess(
            folder,
            new ProcessBuilder(command)
                .redirectError(folder.resolve("cluster.log").toFile())
                .start());
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

  /** Writes a ticket of the plant's that lasts for so long. */
  Path ticket(Duration lifetime) throws IOException {
    Path cache = folder.resolve("ticket-" + lifetime.toSeconds());
    commands.write(lifetime.toSeconds() + " " + cache + "\n");
    commands.flush();
    await();
    return cache;
  }

  /** HDFS, too, writes to standard output. */
  private void await() throws IOException {
    for (String line = answers.readLine(); ; line = answers.readLine()) {
      if (line == null) {
        throw new IOException(
            "the cluster has ended: " + Files.readString(folder.resolve("cluster.log")));
      }
      if (line.equals(SecureCluster.READY)) {
        return;
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
