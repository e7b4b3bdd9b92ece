package io.chronoshard.jobs;

import java.io.ObjectInputFilter;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.executor.Executor;

/**
 * Hears of what Spark's tasks in this process read with Java serialisation: closures with all that
 * they carry, the RDDs they are of, and partitions. What is broadcast, shuffled or returned goes
 * through Kryo, and is not among them.
 *
 * <p>It hears classes and lengths from the filter that Java asks about each object of each stream.
 */
public final class TaskObjects implements AutoCloseable {

  private static final AtomicReference<TaskObjects> HEARING = new AtomicReference<>();

  static {
    // A process takes one filter, and keeps it.
    ObjectInputFilter.Config.setSerialFilter(TaskObjects::heard);
  }

  private final SortedMap<String, Long> bytes = new TreeMap<>();
  private final Map<Class<?>, Set<String>> jobs = new HashMap<>();

  private TaskObjects() {}

  /** Hears of all tasks until it is closed. */
  public static TaskObjects hear() {
    TaskObjects objects = new TaskObjects();
    if (!HEARING.compareAndSet(null, objects)) {
      throw new IllegalStateException("somebody hears of this process' tasks already");
    }
    return objects;
  }

  private static ObjectInputFilter.Status heard(ObjectInputFilter.FilterInfo object) {
    TaskObjects hearing = HEARING.get();
    if (hearing != null && Thread.currentThread().getName().startsWith("Executor task launch")) {
      hearing.add(object, job(Executor.taskDeserializationProps().get()));
    }
    return ObjectInputFilter.Status.UNDECIDED;
  }

  /** What the task's job does, whatever epoch and round it is of. */
  private static String job(Properties properties) {
    return (properties == null ? "" : properties.getProperty("spark.job.description", ""))
        .replaceAll("\\d+", "#");
  }

  private synchronized void add(ObjectInputFilter.FilterInfo object, String job) {
    long array = 0;
    Class<?> type = object.serialClass();
    if (type != null) {
      if (object.arrayLength() >= 0) {
        array = object.arrayLength() * (type == byte[].class ? 1L : Long.BYTES);
      }
      while (type.isArray()) {
        type = type.getComponentType();
      }
      jobs.computeIfAbsent(type, name -> new TreeSet<>()).add(job);
    }
    // Arrays are told of before they are read.
    bytes.merge(job, object.streamBytes() + array, Math::max);
  }

  /** Bytes of the longest stream of each job, by what the job does. */
  public synchronized SortedMap<String, Long> bytes() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
  }

  /** What the jobs do in which an object of a class, or the class itself, was read. */
  public synchronized Map<Class<?>, Set<String>> jobs() {
    return Map.copyOf(jobs);
  }

  @Override
  public void close() {
    HEARING.set(null);
  }
}
