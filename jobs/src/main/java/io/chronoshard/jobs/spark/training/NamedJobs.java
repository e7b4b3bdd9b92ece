package io.chronoshard.jobs.spark.training;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Jobs and stages with names, so that Spark's page tells the training's story.
 *
 * @param spark the context
 */
record NamedJobs(JavaSparkContext spark) {

  /** Collects in a job of that name, whose only stage has it too. */
  <T> List<T> collected(String name, Supplier<JavaRDD<T>> results) {
    return described(name, () -> stage(name, () -> results.get().collect()));
  }

  /** Does a job of that name. */
  <T> T described(String name, Supplier<T> job) {
    spark.setJobDescription(name);
    try {
      return job.get();
    } finally {
      spark.setJobDescription(null);
    }
  }

  /** A stage is called by where its last RDD was made, and a job's last one by where it began. */
  <T> T stage(String name, Supplier<T> made) {
    spark.setCallSite(name);
    try {
      return made.get();
    } finally {
      spark.clearCallSite();
    }
  }
}
