package io.chronoshard.jobs.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The Spark session that a job runs in, with what must hold wherever it runs. */
public final class Sessions {

  private Sessions() {}

  /**
   * Opens a session; the master comes from {@code spark-submit}.
   *
   * @param name shown on Spark's page
   */
  public static SparkSession open(String name) {
    return open(name, new SparkConf());
  }

  /**
   * The file systems' settings, those that {@code spark-submit} was given included; starts nothing.
   */
  public static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /** Opens a session on top of given settings, in which a master may be named. */
  public static SparkSession open(String name, SparkConf settings) {
    SparkConf conf = settings.clone();
    conf.setAppName("chronoshard " + name);
    conf.setIfMissing("spark.master", "local[*]");
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    conf.set("spark.kryo.registrationRequired", "true");
    conf.set("spark.kryo.registrator", ChronoshardKryoRegistrator.class.getName());
    conf.setIfMissing("spark.kryoserializer.buffer.max", "512m");
    // Times are instants everywhere; no zone of a machine may get in between.
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.datetime.java8API.enabled", "true");
    // Many folders would be listed in a Spark job, whose results are no classes that Kryo could
    // know of all file systems.
    conf.set("spark.sql.sources.parallelPartitionDiscovery.threshold", "2147483647");
    // The bits of Deeplearning4j's stock layers depend on the number of threads.
    conf.set("spark.executorEnv.OMP_NUM_THREADS", "1");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
