package io.chronoshard.jobs.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.jobs.ScriptRun;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are killed take with them what shards gave each other of a round. */
class LostShuffleIT {

  @TempDir private Path home;

  @Test
  void aRoundThatExecutorsAverageIsTheSameAfterOneOfThemIsGone() throws Exception {
    // Where workers of Spark's seek its classes; they are on the class path already.
    Files.createDirectories(home.resolve("jars"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dlog4j2."))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LostShuffle.class.getName()));
    Path log = home.resolve("process.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(ScriptRun.SHORT_LIVED);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder.environment().put("SPARK_LOCAL_DIRS", home.toString());
    Process process = builder.start();
    try {
      int code = process.waitFor();
      assertThat(code).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
