package io.chronoshard.jobs.retrain;

import io.chronoshard.config.AlertSettings;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells somebody, by a command or a webhook of their choice. A run waits for no longer than the
 * limit of each, and goes on whatever becomes of it; neither the command's words nor more of the
 * address than its host are ever told.
 *
 * @param notes takes what became of alerts that did not arrive
 */
record Alerts(AlertSettings settings, Consumer<String> notes) {

  private static final String COMMAND = "the command of retrain.alerts";

  /** Tells, where that occasion is to be told. */
  void tell(Alert alert) {
    if (!settings.on().contains(alert.occasion())) {
      return;
    }
    byte[] json = Json.line(alert);
    if (!settings.command().isEmpty()) {
      run(json).ifPresent(this::lost);
    }
    settings.webhook().flatMap(address -> post(address, json)).ifPresent(this::lost);
  }

  private void lost(String why) {
    notes.accept("an alert was not told: " + why);
  }

  /** From a file: a command that reads nothing breaks no pipe, and none is waited for. */
  private Optional<String> run(byte[] json) {
    try {
      Path input = Files.createTempFile("alert", ".json");
      try {
        Files.write(input, json);
        return run(input);
      } finally {
        Files.delete(input);
      }
    } catch (IOException e) {
      return Optional.of(COMMAND + " cannot be started; look for it on this machine");
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Optional<String> run(Path input) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(settings.command())
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(settings.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(COMMAND + late());
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(COMMAND + " ended with code " + process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private Optional<String> post(URI address, byte[] json) {
    String host = "the webhook at " + address.getHost();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(settings.limit())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    try {
      int code =
          HttpClient.newBuilder()
              .connectTimeout(settings.limit())
              .build()
              .send(request, BodyHandlers.discarding())
              .statusCode();
      return code / 100 == 2 ? Optional.empty() : Optional.of(host + " answered " + code);
    } catch (HttpTimeoutException e) {
      return Optional.of(host + late());
    } catch (IOException e) {
      return Optional.of(host + " cannot be reached");
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String late() {
    return String.format(
        Locale.ROOT, " took longer than retrain.alerts.limit = %d s", settings.limit().toSeconds());
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while an alert was told", e);
  }
}
