package io.chronoshard.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The page's own template, style and script, and the libraries that it inlines. */
final class PageResources {

  private static final String WEBJARS = "META-INF/resources/webjars/";

  /** In the order in which they are run: the zoom plugin finds the others. */
  private static final List<String> LIBRARIES =
      List.of(
          "hammerjs/2.0.8/hammer.min.js",
          "chart.js/4.4.3/dist/chart.umd.js",
          "chartjs-plugin-zoom/2.0.1/dist/chartjs-plugin-zoom.min.js");

  private PageResources() {}

  static String template() {
    return own("page.html");
  }

  static String style() {
    return own("page.css");
  }

  /** The template of a retraining's page. */
  static String nightTemplate() {
    return own("night.html");
  }

  /** Its style. */
  static String nightStyle() {
    return style() + own("night.css");
  }

  /** All scripts in order, each fit to stand inside of a script element. */
  static List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    LIBRARIES.forEach(library -> scripts.add(inline(read(WEBJARS + library))));
    scripts.add(inline(own("page.js")));
    return List.copyOf(scripts);
  }

  /**
   * A script whose text does not end the element that it stands in, and that names no file with its
   * sources. What it escapes can only stand in a literal, where the backslash changes nothing.
   */
  static String inline(String script) {
    return script
        .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
        .replaceAll("(?i)</(?=script)", "<\\\\/")
        .replace("<!--", "<\\!--")
        .strip();
  }

  /** A text's hash as a content security policy names it: {@code 'sha256-…'}. */
  static String policyHash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String own(String name) {
    return read("io/chronoshard/report/" + name);
  }

  private static String read(String path) {
    try (InputStream stream = PageResources.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + path);
      }
      return new String(stream.readAllBytes(), UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
