package io.chronoshard.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** How long files take to become a history table, beside Spark alone. */
public final class Ingest {

  private Ingest() {}

  /**
   * Measures in a JVM of its own, with a heap of 4 GiB, and prints a table.
   *
   * @param arguments {@code --markdown} for a table in Markdown, and the sizes that {@link
   *     IngestCases} takes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split(" +")));
    command.addAll(
        List.of(
            "-Xmx4g",
            "-XX:+UseParallelGC",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dspark.ui.enabled=false",
            "-Dlog4j2.configurationFile=conf/log4j2.properties",
            "-Dspark.sql.session.timeZone=UTC",
            "-cp",
            System.getProperty("java.class.path"),
            IngestCases.class.getName()));
    command.addAll(List.of(arguments));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("measuring ended with code " + code);
    }
  }
}
