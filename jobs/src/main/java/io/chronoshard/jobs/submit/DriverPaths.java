package io.chronoshard.jobs.submit;

import io.chronoshard.config.Configuration;
import io.chronoshard.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files and folders of a configuration, as the driver on another machine will see them. */
final class DriverPaths {

  /** Each job that runs on Spark, with the blocks whose files it reads and writes. */
  private static final Map<String, List<String>> BLOCKS =
      Map.of(
          "simulate", List.of("simulate"),
          "ingest", List.of("history"),
          "plan", List.of("features", "history", "registry"),
          "train", List.of("features", "history", "registry"),
          "evaluate", List.of("features", "history", "registry"),
          "score", List.of("features", "history", "registry", "scores"));

  private DriverPaths() {}

  /**
   * Refuses paths that mean a file of this machine's working folder.
   *
   * @param hadoop says which file system is meant where a path names none
   * @throws ConfigurationException which names each of them
   */
  static void require(
      String job, Configuration settings, org.apache.hadoop.conf.Configuration hadoop) {
    if (!FileSystem.getDefaultUri(hadoop).getScheme().equals("file")) {
      return;
    }
    List<String> problems = new ArrayList<>();
    settings
        .canonical()
        .paths(BLOCKS.getOrDefault(job, List.of()))
        .forEach(
            (key, paths) ->
                paths.stream()
                    .filter(DriverPaths::isOfWorkingFolder)
                    .forEach(path -> problems.add(key + " = \"" + path + "\"")));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          "--deploy-mode cluster: "
              + String.join(", ", problems)
              + " would be sought in this working folder, which the driver on the cluster does not have; write paths that it sees too, from the root or with their file system, such as hdfs:///plant/history");
    }
  }

  private static boolean isOfWorkingFolder(String path) {
    return !path.startsWith("/") && new Path(path).toUri().getScheme() == null;
  }
}
