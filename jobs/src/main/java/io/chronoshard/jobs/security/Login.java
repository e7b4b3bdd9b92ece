package io.chronoshard.jobs.security;

import io.chronoshard.config.SecuritySettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.security.auth.kerberos.KerberosPrincipal;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The login of a process by Kerberos principal and keytab.
 *
 * <p>It lasts as long as the process: Hadoop logs in anew in a thread of its own when four fifths
 * of a ticket's time are over, and besides whenever a connection fails because a ticket has ended,
 * both at most once a minute ({@code hadoop.kerberos.min.seconds.before.relogin}). Where
 * spark-submit has logged in before, by {@code --principal}, nobody had asked for that thread: such
 * a login is renewed after failed connections only.
 */
public final class Login {

  private static final String AUTHENTICATION = "hadoop.security.authentication";

  /** Without it Hadoop logs in anew only after a connection has failed. */
  private static final String RENEWAL = "hadoop.kerberos.keytab.login.autorenewal.enabled";

  private Login() {}

  /** Whether file systems with these settings want a login. */
  public static boolean isWanted(Configuration hadoop) {
    return hadoop.get(AUTHENTICATION, "simple").equalsIgnoreCase("kerberos");
  }

  /**
   * Logs the process in where a principal is configured, unless it is logged in as that one: a
   * second login would end the renewal of the first.
   *
   * @param hadoop the file systems' settings
   * @throws ConfigurationException where the keytab cannot be read, file systems want no login, the
   *     principal has no realm, or the process is logged in by the keytab of another one
   * @throws StorageException where the keytab has no key of the principal, or no KDC accepts it
   */
  public static void of(SecuritySettings security, Configuration hadoop) {
    if (!security.isGiven()) {
      return;
    }
    Key key = new Key(principal(security.principal()), Path.of(security.keytab()));
    key.requireFile();
    if (!isWanted(hadoop)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "security.principal = %s, but %s = %s in the settings of the file systems, so that nobody would ask for it; let HADOOP_CONF_DIR name the folder of the cluster's core-site.xml and hdfs-site.xml, or leave security.principal and security.keytab empty",
              security.principal(),
              AUTHENTICATION,
              hadoop.get(AUTHENTICATION, "simple")));
    }
    key.requirePrincipal();
    Configuration renewing = new Configuration(hadoop);
    renewing.setBoolean(RENEWAL, true);
    UserGroupInformation.setConfiguration(renewing);
    try {
      if (!isDone(key)) {
        UserGroupInformation.loginUserFromKeytab(key.name(), key.file().toString());
      }
    } catch (IOException e) {
      throw key.refused(e);
    }
  }

  private static KerberosPrincipal principal(String name) {
    try {
      return new KerberosPrincipal(name);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "security.principal = "
              + name
              + " has no realm, and krb5.conf names none as the usual one; write "
              + name
              + "@REALM",
          e);
    }
  }

  /** Whether somebody has logged in by keytab before: a job in this process, or spark-submit. */
  private static boolean isDone(Key key) throws IOException {
    if (!UserGroupInformation.isLoginKeytabBased()) {
      return false;
    }
    String user = UserGroupInformation.getLoginUser().getUserName();
    if (!new KerberosPrincipal(user).equals(key.principal())) {
      throw new ConfigurationException(
          "this process is logged in as "
              + user
              + " by a keytab already (--principal or spark.kerberos.principal), and security.principal = "
              + key.name()
              + "; give one of them, or the same");
    }
    return true;
  }
}
