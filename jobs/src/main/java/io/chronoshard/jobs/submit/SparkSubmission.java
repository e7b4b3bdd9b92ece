package io.chronoshard.jobs.submit;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.jobs.security.Login;
import io.chronoshard.registry.SubmissionFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;

/**
 * How Spark's submitter is started.
 *
 * @param script that starts it, given Spark's options and the job's words
 * @param options Spark's, as they were given
 * @param clock names submissions
 */
public record SparkSubmission(String script, List<String> options, Clock clock) {

  /** The setting that tells the driver where the submission's folder is. */
  static final String FOLDER = "spark.chronoshard.submission";

  /** Tells the script that it is not to submit once more. */
  private static final String SUBMITTED = "CHRONOSHARD_SUBMITTED";

  private static final String OF_HADOOP = "spark.hadoop.";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Copies what it is given. */
  public SparkSubmission {
    options = List.copyOf(options);
  }

  /**
   * The settings of file systems, those among Spark's options included, for a process that is
   * logged in to them where these options name a principal.
   */
  Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (String setting : values("--conf", "-c")) {
      int equals = setting.indexOf('=');
      if (setting.startsWith(OF_HADOOP) && equals > 0) {
        hadoop.set(setting.substring(OF_HADOOP.length(), equals), setting.substring(equals + 1));
      }
    }
    List<String> principals = values("--principal");
    List<String> keytabs = values("--keytab");
    if (!principals.isEmpty() && !keytabs.isEmpty()) {
      Login.of(new SecuritySettings(principals.get(0), keytabs.get(0)), hadoop);
    }
    return hadoop;
  }

  /** Whether it goes to YARN. */
  boolean isForYarn() {
    return values("--master").contains("yarn");
  }

  /** Spark's settings, those of its usual file included. */
  SparkConf settings() throws IOException {
    return SubmittedSettings.of(this, System.getenv());
  }

  /** What follows an option under one of its names, as a word of its own or behind a sign. */
  List<String> values(String... names) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      for (String name : names) {
        if (options.get(i).equals(name) && i + 1 < options.size()) {
          values.add(options.get(i + 1));
        } else if (options.get(i).startsWith(name + "=")) {
          values.add(options.get(i).substring(name.length() + 1));
        }
      }
    }
    return values;
  }

  /**
   * A path that no other submission has.
   *
   * @param folder of all submissions; empty for the usual one
   */
  String folder(String job, String folder, Configuration hadoop) throws IOException {
    return String.format(
        Locale.ROOT,
        "%s/%s-%s-%s-%d",
        folder.isEmpty() ? SubmissionFolder.home(hadoop) : folder,
        job,
        TIME.format(clock.instant()),
        InetAddress.getLocalHost().getHostName(),
        ProcessHandle.current().pid());
  }

  /**
   * Starts it; it ends when the application has ended.
   *
   * @param log takes what it prints
   * @param settings further ones of Spark's, each {@code key=value}
   * @param words the job and its options
   */
  Process start(
      org.apache.hadoop.fs.Path folder, Path log, List<String> settings, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(options);
    Stream.concat(
            Stream.of(
                FOLDER + "=" + folder,
                "spark.yarn.submit.waitAppCompletion=true",
                "spark.standalone.submit.waitAppCompletion=true",
                "spark.kubernetes.submission.waitAppCompletion=true"),
            settings.stream())
        .forEach(setting -> command.addAll(List.of("--conf", setting)));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put(SUBMITTED, "yes");
    return builder.start();
  }
}
