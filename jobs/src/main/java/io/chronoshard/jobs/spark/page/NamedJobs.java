package io.chronoshard.jobs.spark.page;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CallSite;

/**
 * Jobs and stages with names, so that Spark's page tells the run's story. A job's last stage is
 * called by where the job began, and each other one by where its last RDD was made; Spark names
 * such a place by a file and a line unless it is told otherwise.
 *
 * @param spark the context
 */
public record NamedJobs(JavaSparkContext spark) {

  /** Gives what this thread makes and begins from now on a name, until {@link #end}. */
  public static void begin(SparkContext spark, String name) {
    spark.setJobDescription(name);
    spark.setCallSite(name);
  }

  /** As with Scala's context. */
  public static void begin(JavaSparkContext spark, String name) {
    begin(spark.sc(), name);
  }

  /** Names nothing more. */
  public static void end(SparkContext spark) {
    spark.setJobDescription(null);
    spark.clearCallSite();
  }

  /** As with Scala's context. */
  public static void end(JavaSparkContext spark) {
    end(spark.sc());
  }

  /** Collects in a job of that name, whose only stage has it too. */
  public <T> List<T> collected(String name, Supplier<JavaRDD<T>> results) {
    return described(name, () -> results.get().collect());
  }

  /** Does a job of that name, whose stages have it too. */
  public <T> T described(String name, Supplier<T> job) {
    begin(spark, name);
    try {
      return job.get();
    } finally {
      end(spark);
    }
  }

  /** Makes RDDs that stages of that name end with, in jobs that begin later. */
  public <T> T stage(String name, Supplier<T> made) {
    String around = spark.getLocalProperty(CallSite.SHORT_FORM());
    spark.setCallSite(name);
    try {
      return made.get();
    } finally {
      spark.setLocalProperty(CallSite.SHORT_FORM(), around);
    }
  }
}
