package io.chronoshard.jobs.spark;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.error.ClusterException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.security.Login;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The Spark session that a job runs in, with what must hold wherever it runs. */
public final class Sessions {

  private static final String MASTER = "spark.master";

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private Sessions() {}

  /**
   * Opens a session; the master comes from {@code spark-submit}.
   *
   * @param name shown on Spark's page
   * @param settings as whom executors act on storage, and how long to wait for the first of them
   * @param told hears while it waits
   * @throws ConfigurationException where there is no such kind of cluster
   * @throws ClusterException where it does not take the job, or does not give it what it asks for
   */
  public static SparkSession open(
      String name, io.chronoshard.config.Configuration settings, Consumer<String> told) {
    SparkSession session = open(name, SparkLogin.with(settings.security(), new SparkConf()));
    try {
      new FirstExecutors(session.sparkContext()).await(settings.run().executorWait(), told);
      return session;
    } catch (ClusterException none) {
      session.stop();
      throw none;
    }
  }

  /**
   * The file systems' settings, as {@link #hadoop()}, for a process that is logged in to them where
   * a principal is configured.
   *
   * @throws ConfigurationException where Spark could not do so for the job, or would not for its
   *     executors
   * @throws io.chronoshard.error.StorageException where the login is refused
   */
  public static Configuration hadoop(SecuritySettings security) {
    SparkConf conf = new SparkConf();
    Configuration hadoop = hadoop();
    SparkLogin.requireKeytabHere(security, conf);
    SparkLogin.requireTokens(conf, hadoop);
    Login.of(security, hadoop);
    return hadoop;
  }

  /**
   * The file systems' settings, those that {@code spark-submit} was given included; starts nothing.
   */
  public static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /**
   * A session of its own for writing tables: times are whole microseconds of any year, and how they
   * are written is nobody else's setting.
   */
  public static SparkSession forTables(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.datetime.java8API.enabled", true);
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    session.conf().set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    return session;
  }

  /** Opens a session on top of given settings, in which a master may be named. */
  public static SparkSession open(String name, SparkConf settings) {
    SparkConf conf = settings.clone();
    conf.setAppName("chronoshard " + name);
    conf.setIfMissing(MASTER, "local[*]");
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
    // A shard is trained on where it is kept, unless that executor is far behind. No longer: Spark
    // also waits so long for an executor that was lost while others had tasks.
    conf.setIfMissing("spark.locality.wait.process", "1s");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    addVectors(conf);
    StandaloneMaster.requireKnown(conf.get(MASTER));
    GpuRequest.of(conf);
    SparkSession session = start(conf);
    if (!StandaloneMaster.hasTaken(session)) {
      session.stop();
      throw StandaloneMaster.noAnswer(conf.get(MASTER));
    }
    return session;
  }

  /** What the engine "vector" needs on executors, whatever options they were given. */
  private static void addVectors(SparkConf conf) {
    String options = conf.get(EXECUTOR_OPTIONS, "");
    if (!options.contains("jdk.incubator.vector")) {
      conf.set(EXECUTOR_OPTIONS, (options + " --add-modules jdk.incubator.vector").strip());
    }
  }

  private static SparkSession start(SparkConf conf) {
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) {
      // Spark throws checked exceptions that nobody declares; of this one the message tells alone.
      String message = String.valueOf(e.getMessage());
      if (message.contains("Could not parse Master URL")
          || message.contains("Invalid master URL")) {
        throw new ConfigurationException(
            "--master "
                + conf.get(MASTER)
                + " is no cluster that Spark knows; write local[N], yarn, spark://HOST:PORT or k8s://URL",
            e);
      }
      if (e instanceof SparkException && message.contains(" resource")) {
        throw new ConfigurationException(
            "what spark.executor.resource.… and spark.task.resource.… ask for does not fit: "
                + message,
            e);
      }
      if (StandaloneMaster.wasStoppedWhileMade(e)) {
        throw StandaloneMaster.stopped(conf.get(MASTER), e);
      }
      throw e;
    }
  }
}
