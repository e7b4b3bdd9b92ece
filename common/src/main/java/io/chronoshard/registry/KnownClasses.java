package io.chronoshard.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The classes that networks of this program are made of, by their names. */
final class KnownClasses {

  static final Set<String> NAMES = read();

  private KnownClasses() {}

  private static Set<String> read() {
    try (InputStream in =
        Objects.requireNonNull(KnownClasses.class.getResourceAsStream("known-classes.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
