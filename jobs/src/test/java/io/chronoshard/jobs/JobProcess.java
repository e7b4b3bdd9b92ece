package io.chronoshard.jobs;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts jobs as processes of their own, as the script would start them.
 *
 * @param folder where what they print goes
 * @param options of their JVMs
 */
public record JobProcess(Path folder, List<String> options) {

  /** With the usual options. */
  public JobProcess(Path folder) {
    this(folder, List.of());
  }

  /** Starts a job with settings over a configuration, each {@code key=value}. */
  public Process start(String job, Path config, String... sets) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(job, "--config", config.toString()));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    return start(arguments);
  }

  /** Starts a command line. */
  public Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    builder.environment().putAll(ScriptRun.SHORT_LIVED);
    return builder.start();
  }

  /** What they print; a job that is started begins it anew. */
  public Path log() {
    return folder.resolve("process.log");
  }
}
