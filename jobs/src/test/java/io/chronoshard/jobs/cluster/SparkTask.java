package io.chronoshard.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A task that was run, as Spark's event log tells it.
 *
 * @param job description of its job
 * @param stage number of its stage
 * @param partition the partition's number
 * @param executor Spark's id
 * @param locality how near its partition was
 * @param shuffleRead records that it read of a shuffle
 * @param shuffleWritten records that it wrote to one
 */
record SparkTask(
    String job,
    int stage,
    int partition,
    String executor,
    String locality,
    long shuffleRead,
    long shuffleWritten) {

  /** All tasks of the one application whose log lies in a folder. */
  static List<SparkTask> all(Path folder) throws IOException {
    Map<Integer, String> jobs = new HashMap<>();
    List<SparkTask> tasks = new ArrayList<>();
    for (JsonNode event : events(folder)) {
      switch (event.path("Event").asText()) {
        case "SparkListenerJobStart" -> {
          String job = event.path("Properties").path("spark.job.description").asText();
          event.path("Stage IDs").forEach(stage -> jobs.put(stage.asInt(), job));
        }
        case "SparkListenerTaskEnd" -> tasks.add(of(event, jobs));
        default -> {}
      }
    }
    return tasks;
  }

  /** What has happened in the one application whose log lies in a folder, in its order. */
  private static List<JsonNode> events(Path folder) throws IOException {
    List<Path> logs;
    try (Stream<Path> files = Files.list(folder)) {
      logs = files.toList();
    }
    if (logs.size() != 1) {
      throw new IllegalStateException("logs of applications: " + logs);
    }
    JsonMapper json = new JsonMapper();
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(logs.get(0))) {
      events.add(json.readTree(line));
    }
    return events;
  }

  /**
   * Each executor that was added, or that the driver let go, in their order: {@code Added}, {@code
   * Removed}.
   */
  static List<String> comeAndGone(Path folder) throws IOException {
    return events(folder).stream()
        .filter(
            event ->
                event.path("Event").asText().equals("SparkListenerExecutorAdded")
                    || event.path("Removed Reason").asText().contains("killed by driver"))
        .map(event -> event.path("Event").asText().replace("SparkListenerExecutor", ""))
        .toList();
  }

  private static SparkTask of(JsonNode event, Map<Integer, String> jobs) {
    JsonNode task = event.path("Task Info");
    JsonNode metrics = event.path("Task Metrics");
    int stage = event.path("Stage ID").asInt();
    return new SparkTask(
        jobs.getOrDefault(stage, ""),
        stage,
        task.path("Partition ID").asInt(task.path("Index").asInt()),
        task.path("Executor ID").asText(),
        task.path("Locality").asText(),
        metrics.path("Shuffle Read Metrics").path("Total Records Read").asLong(),
        metrics.path("Shuffle Write Metrics").path("Shuffle Records Written").asLong());
  }
}
