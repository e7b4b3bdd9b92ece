package io.chronoshard.jobs.cluster;

import io.chronoshard.jobs.ProjectFolder;
import io.chronoshard.jobs.ScriptRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Spark's own kind of cluster on this machine: a master and workers with a core each. */
final class Standalone implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  /** Runs a command that ends when its own input does, and so with the process that started it. */
  private static final String UNTIL_INPUT_ENDS =
      "exec 3<&0; \"$@\" </dev/null & of=$!;"
          + " { while read -r line; do :; done; kill $of; } <&3 & wait $of";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private Standalone(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts it, and waits until the master has all workers.
   *
   * @param folder takes logs and what executors write
   */
  static Standalone start(Path folder, int workers) throws IOException, InterruptedException {
    Standalone cluster = new Standalone(folder, freePort());
    cluster.start("master", "master.Master", "--port", String.valueOf(cluster.port));
    for (int worker = 1; worker <= workers; worker++) {
      String name = "worker-" + worker;
      cluster.start(
          name,
          "worker.Worker",
          "--cores",
          "2",
          "--memory",
          "2g",
          "--work-dir",
          folder.resolve(name).toString(),
          cluster.url());
    }
    cluster.await(workers);
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What {@code --master} names. */
  String url() {
    return String.format(Locale.ROOT, "spark://%s:%d", HOST, port);
  }

  private void start(String name, String program, String... arguments) throws IOException {
    Path spark = ProjectFolder.path().resolve("jobs/target/spark");
    List<String> command = new ArrayList<>(List.of("bash", "-c", UNTIL_INPUT_ENDS, "bash"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            spark.resolve("jars") + "/*",
            "org.apache.spark.deploy." + program,
            "--host",
            HOST,
            "--webui-port",
            "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log(name).toFile());
    builder.environment().putAll(ScriptRun.SHORT_LIVED);
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    processes.add(builder.start());
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void await(int workers) throws IOException, InterruptedException {
    while (Files.readString(log("master")).split("Registering worker", -1).length <= workers) {
      for (Process process : processes) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException("a process of the cluster has ended, see " + folder);
        }
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
  }
}
