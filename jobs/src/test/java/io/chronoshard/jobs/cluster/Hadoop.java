package io.chronoshard.jobs.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chronoshard.hadoop.MiniHadoop;
import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.ScriptRun;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** HDFS and YARN as a process of their own. */
final class Hadoop implements AutoCloseable {

  private final Process process;
  private final Path conf;

  private Hadoop(Process process, Path conf) {
    this.process = process;
    this.conf = conf;
  }

  /** Starts them, and waits until they serve. */
  static Hadoop start(Path folder) throws IOException {
    Path conf = folder.resolve("hadoop-conf");
    Path log = folder.resolve("hadoop.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    Path built = ProjectFolder.path().resolve("common/target");
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            String.join(
                File.pathSeparator,
                built.resolve("test-classes").toString(),
                Files.readString(built.resolve("test.classpath")).strip()),
            MiniHadoop.class.getName(),
            folder.resolve("hadoop").toString(),
            conf.toString()));
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = said.readLine(); !MiniHadoop.READY.equals(line); line = said.readLine()) {
      if (line == null) {
        throw new IOException("Hadoop has ended: " + Files.readString(log));
      }
    }
    return new Hadoop(process, conf);
  }

  /** By which the script and Spark find it. */
  Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", conf.toString(), "YARN_CONF_DIR", conf.toString());
  }

  /** The drivers that run in its containers. */
  List<ProcessHandle> drivers() {
    return ScriptRun.startedBy(process.toHandle(), "org.apache.spark.deploy.yarn.ApplicationMaster")
        .stream()
        .filter(one -> !one.info().command().orElse("").endsWith("bash"))
        .toList();
  }

  /** Containers are its children, and end with it. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
