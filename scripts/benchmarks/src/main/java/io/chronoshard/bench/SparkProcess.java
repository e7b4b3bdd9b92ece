package io.chronoshard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A JVM of its own that runs jobs on Spark, with the options that {@code scripts/chronoshard} sets.
 */
final class SparkProcess {

  private SparkProcess() {}

  /**
   * Runs a class to its end, and shows what it prints.
   *
   * @param heap as {@code -Xmx} takes it
   */
  static void run(Class<?> main, String heap, String[] arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" +")));
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-Xmx" + heap,
            "-XX:+UseParallelGC",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dspark.ui.enabled=false",
            "-Dlog4j2.configurationFile=conf/log4j2.properties",
            "-Dspark.sql.session.timeZone=UTC",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("measuring ended with code " + code);
    }
  }
}
