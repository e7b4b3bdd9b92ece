package io.chronoshard.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the script that users start jobs with, without a Spark of the machine's.
 *
 * @param folder the working folder
 * @param environment variables beside those of this process
 */
public record ScriptRun(Path folder, Map<String, String> environment) {

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
    List<String> command = new ArrayList<>(by);
    command.addAll(List.of("bash", ProjectFolder.path().resolve("scripts/chronoshard").toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
      builder.environment().putAll(environment);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      int code = builder.start().waitFor();
      return new Ended(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
