package io.chronoshard.jobs.security;

import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.LoginException;

/**
 * Whose key a keytab is asked for.
 *
 * @param principal with its realm
 * @param file of the keytab, from the root
 */
record Key(KerberosPrincipal principal, Path file) {

  Key {
    file = file.toAbsolutePath().normalize();
  }

  String name() {
    return principal.getName();
  }

  /** Refuses a file that cannot be read. */
  void requireFile() {
    if (!Files.exists(file)) {
      throw new ConfigurationException(
          "security.keytab = "
              + file
              + ": there is no such file on this machine; name the keytab that holds the key of "
              + name());
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ConfigurationException(
          "security.keytab = "
              + file
              + " is no file that this user may read; have its owner grant it, or name another one");
    }
  }

  /** Refuses a keytab without a key of the principal. */
  void requirePrincipal() {
    if (KeyTab.getInstance(principal, file.toFile()).getKeys(principal).length == 0) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "the keytab %s holds no key of %s that this Java can use; klist -ket %s lists what it holds: correct security.principal, or have the key exported again",
              file,
              name(),
              file));
    }
  }

  /** For a login that failed, by what Java says of it. */
  StorageException refused(IOException failure) {
    String said =
        causes(failure)
            .filter(LoginException.class::isInstance)
            .findFirst()
            .or(() -> Optional.of(failure))
            .map(cause -> String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
            .orElse("");
    boolean isUnanswered =
        said.contains("Cannot locate KDC")
            || causes(failure).skip(1).anyMatch(IOException.class::isInstance);
    return new StorageException(
        String.format(
            Locale.ROOT,
            "cannot log in as %s with the keytab %s: %s; %s",
            name(),
            file,
            said,
            isUnanswered
                ? "no KDC of "
                    + principal.getRealm()
                    + " answers: see that one runs, that krb5.conf names it, and that this machine reaches it"
                : "the KDC does not accept it: see that the principal is there and not locked, that its key was not made anew since the export, and that this machine's clock is right"),
        failure);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }
}
