package io.chronoshard.jobs;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;

/** Hears what Spark calls the stages of all sessions that are opened in this process. */
public final class StageNames extends SparkListener implements AutoCloseable {

  private static final String LISTENERS = "spark.extraListeners";

  private static final Set<String> HEARD = ConcurrentHashMap.newKeySet();

  /** For Spark, which makes one for each session. */
  public StageNames() {}

  /** Hears until this is closed. */
  public static StageNames hear() {
    HEARD.clear();
    System.setProperty(LISTENERS, StageNames.class.getName());
    return new StageNames();
  }

  /** All names heard so far. */
  public SortedSet<String> names() {
    return new TreeSet<>(HEARD);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    HEARD.add(stage.stageInfo().name());
  }

  @Override
  public void close() {
    System.clearProperty(LISTENERS);
  }
}
