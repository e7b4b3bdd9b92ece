package io.chronoshard.jobs.spark;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.jobs.security.Login;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;

/**
 * What Spark does about storage that wants a Kerberos login: the driver logs in, and where YARN or
 * Kubernetes runs executors, it sends them tokens that it gets and renews by principal and keytab.
 */
final class SparkLogin {

  private static final String TOKEN_FILE = "spark.executorEnv.HADOOP_TOKEN_FILE_LOCATION";

  private SparkLogin() {}

  /**
   * Refuses a keytab of another machine than the driver's.
   *
   * @param conf as {@code spark-submit} gave it
   */
  static void requireKeytabHere(SecuritySettings security, SparkConf conf) {
    if (security.isGiven()
        && (conf.get("spark.submit.deployMode", "client").equals("cluster")
            || conf.getBoolean("spark.kubernetes.submitInDriver", false))) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "security.keytab = %s, but in cluster mode the job runs on another machine than it was submitted on; give --principal and --keytab before the job's name, by which Spark brings the keytab there, and leave security.principal and security.keytab empty",
              security.keytab()));
    }
  }

  /** The settings by which Spark gets tokens for executors, added to others. */
  static SparkConf with(SecuritySettings security, SparkConf conf) {
    return security.isGiven()
        ? conf.clone()
            .set("spark.kerberos.principal", security.principal())
            .set("spark.kerberos.keytab", Path.of(security.keytab()).toAbsolutePath().toString())
        : conf;
  }

  /**
   * Refuses a cluster whose executors get no tokens: they could neither read nor write.
   *
   * @param conf as {@code spark-submit} gave it
   * @param hadoop the file systems' settings
   */
  static void requireTokens(SparkConf conf, Configuration hadoop) {
    String master = conf.get("spark.master", "local[*]");
    boolean isStandalone = master.startsWith("spark://") || master.startsWith("local-cluster");
    if (isStandalone && Login.isWanted(hadoop) && !conf.contains(TOKEN_FILE)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "--master %s: the file systems want a Kerberos login, and Spark gives executors of a standalone cluster none; take yarn, k8s://URL or local[N], or let %s name a file of delegation tokens that is on every node",
              master,
              TOKEN_FILE));
    }
  }
}
