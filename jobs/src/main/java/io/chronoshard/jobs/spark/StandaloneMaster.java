package io.chronoshard.jobs.spark;

import io.chronoshard.error.ClusterException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * A master at {@code spark://HOST:PORT}, or one of several at {@code spark://HOST:PORT,HOST:PORT}.
 * Spark asks for a minute, and where none has answered then, opens a session all the same: of a
 * context that it is about to stop, and whose first job would never end.
 */
final class StandaloneMaster {

  private static final String SCHEME = "spark://";

  /** What Spark names an application by which no master has named. */
  private static final String UNNAMED = "spark-application-";

  private StandaloneMaster() {}

  /**
   * Sees to it that a host can be found; where there are several, that one of them can.
   *
   * @throws ClusterException where none can
   */
  static void requireKnown(String master) {
    if (master.startsWith(SCHEME)
        && Stream.of(master.substring(SCHEME.length()).split(",", -1))
            .noneMatch(address -> isKnown(host(address)))) {
      throw new ClusterException(
          "--master "
              + master
              + ": there is no such host as "
              + Stream.of(master.substring(SCHEME.length()).split(",", -1))
                  .map(StandaloneMaster::host)
                  .collect(Collectors.joining(" or "))
              + "; see that the name is right and that this machine can resolve it");
    }
  }

  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  private static boolean isKnown(String host) {
    try {
      return InetAddress.getByName(host) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Whether a session has not been stopped, and the master knows of it where it is of this kind.
   */
  static boolean hasTaken(SparkSession session) {
    return !session.sparkContext().isStopped()
        && !(session.sparkContext().master().startsWith(SCHEME)
            && session.sparkContext().applicationId().startsWith(UNNAMED));
  }

  /**
   * Whether a context failed because Spark stopped it, in a thread of its own, while it was still
   * being made: told by Spark, or to be seen from parts that are gone in its constructor.
   */
  static boolean wasStoppedWhileMade(Exception failure) {
    if (String.valueOf(failure.getMessage())
        .contains("Cannot call methods on a stopped SparkContext")) {
      return true;
    }
    boolean isOfAPartThatIsGone =
        failure instanceof NullPointerException
            || failure instanceof IllegalStateException
            || failure instanceof RejectedExecutionException;
    return isOfAPartThatIsGone
        && Stream.of(failure.getStackTrace()).anyMatch(StandaloneMaster::makesContext);
  }

  private static boolean makesContext(StackTraceElement call) {
    return call.getClassName().equals(SparkContext.class.getName())
        && call.getMethodName().equals("<init>");
  }

  /** For a job whose context was stopped while Spark still made it, as for want of an answer. */
  static ClusterException stopped(String master, Exception cause) {
    return master.startsWith(SCHEME)
        ? noAnswer(master)
        : new ClusterException(
            "the cluster at "
                + master
                + " stopped the job while it began; its own logs tell why, and the job may be run again",
            cause);
  }

  /** For a job that no master has taken. */
  static ClusterException noAnswer(String master) {
    return new ClusterException(
        "the cluster at "
            + master
            + " did not take the job: no master answered there; see that it runs, that the address is right, and that its Spark has this one's version");
  }
}
