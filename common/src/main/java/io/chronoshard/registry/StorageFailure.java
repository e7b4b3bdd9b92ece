package io.chronoshard.registry;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Set;
import javax.security.sasl.SaslException;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.KerberosAuthException;
import org.apache.hadoop.security.token.SecretManager;
import org.ietf.jgss.GSSException;

/** Why storage failed, as far as it tells, and what can be done about it. */
enum StorageFailure {
  /** It may answer in a while: a server restarts, is in safe mode, or has lost its data nodes. */
  WAITING("it does not serve at the moment; see that its servers run, and run this again"),
  /** Nobody is logged in, or no longer. */
  LOGIN(
      "nobody is logged in, or no longer; log in (kinit), or let the job do so (security.principal, security.keytab), and run this again"),
  /** This user may not do that. */
  DENIED("this user may not do that; have the owner of the path grant it, or choose another path"),
  /** There is no room. */
  FULL("there is no room left, or a quota is used up; make room and run this again"),
  /** Anything else. */
  OTHER("check that the path is right, that the storage is there and that this user may use it");

  /** What servers and disks say that have no class of their own. */
  private static final List<String> NO_ROOM =
      List.of("No space left on device", "Disk quota exceeded");

  private static final List<String> NO_LOGIN =
      List.of("Client cannot authenticate via", "SIMPLE authentication is not enabled");

  private static final List<String> NO_SERVER =
      List.of("End of File Exception between local host", "Connection reset by peer");

  /** What clients of HDFS say where no data node takes or has what they write or read. */
  private static final List<String> NO_DATA_NODE =
      List.of(
          "could only be written to 0 of",
          "does not have enough number of replicas",
          "are bad. Aborting",
          "Could not get block locations",
          "Unable to create new block",
          "Failed to replace a bad datanode");

  /** What Hadoop's clients add to what a connection says that has failed. */
  private static final String CALL_OF_HADOOP = "http://wiki.apache.org/hadoop/";

  private static final Set<Class<? extends Exception>> LOGINS =
      Set.of(
          SaslException.class,
          GSSException.class,
          KerberosAuthException.class,
          SecretManager.InvalidToken.class);

  private static final Set<Class<? extends Exception>> DENIALS =
      Set.of(AccessControlException.class, AccessDeniedException.class);

  private static final Set<Class<? extends Exception>> FULLNESS =
      Set.of(QuotaExceededException.class);

  private static final Set<Class<? extends Exception>> WAITS =
      Set.of(ConnectException.class, NoRouteToHostException.class, SocketTimeoutException.class);

  private static final Set<Class<? extends Exception>> WAITS_ON_HADOOP =
      Set.of(
          RetriableException.class,
          StandbyException.class,
          SafeModeException.class,
          BlockMissingException.class);

  private final String advice;

  StorageFailure(String advice) {
    this.advice = advice;
  }

  /** What an operator can do, to follow what went wrong. */
  String advice() {
    return advice;
  }

  /** The first of a failure and its causes that says what it is. */
  static StorageFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RenameUnknownException) {
        return OTHER;
      }
      StorageFailure kind = ofThis(cause);
      if (kind != OTHER) {
        return kind;
      }
    }
    return OTHER;
  }

  /** What a failure says by itself, whatever its causes. */
  static StorageFailure ofThis(Throwable failure) {
    return ofOne(
        failure instanceof RemoteException remote ? remote.unwrapRemoteException() : failure);
  }

  private static StorageFailure ofOne(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (isOne(failure, LOGINS) || NO_LOGIN.stream().anyMatch(message::contains)) {
      return LOGIN;
    }
    if (isOne(failure, DENIALS) || message.endsWith("(Permission denied)")) {
      return DENIED;
    }
    if (isOne(failure, FULLNESS) || NO_ROOM.stream().anyMatch(message::contains)) {
      return FULL;
    }
    boolean isWaiting =
        isOne(failure, WAITS)
            || isOne(failure, WAITS_ON_HADOOP)
            || NO_SERVER.stream().anyMatch(message::contains)
            || NO_DATA_NODE.stream().anyMatch(message::contains);
    return isWaiting ? WAITING : OTHER;
  }

  /** Whether a failure to serve is one of Hadoop's servers, and of nobody else who connects. */
  static boolean isOfHadoop(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof RemoteException
        || isOne(failure, WAITS_ON_HADOOP)
        || message.contains(CALL_OF_HADOOP)
        || NO_DATA_NODE.stream().anyMatch(message::contains);
  }

  private static boolean isOne(Throwable failure, Set<Class<? extends Exception>> kinds) {
    return kinds.stream().anyMatch(kind -> kind.isInstance(failure));
  }
}
