package io.chronoshard.jobs.retrain;

import io.chronoshard.config.AlertSettings;
import io.chronoshard.registry.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tells somebody, by a command or a webhook of their choice. A run waits for no longer than the
 * limit of each, and goes on whatever becomes of it; neither the command's words nor more of the
 * address than its host are ever told.
 *
 * @param notes takes what became of alerts that did not arrive
 */
record Alerts(AlertSettings settings, Consumer<String> notes) {

  private static final String NO_ROOM =
      "which cannot be written; look at the folder java.io.tmpdir of this machine";

  private static final String COMMAND = "the command of retrain.alerts";

  /** Tells, where that occasion is to be told. */
  void tell(Alert alert) {
    if (!settings.on().contains(alert.occasion())) {
      return;
    }
    byte[] json = Json.line(alert);
    if (!settings.command().isEmpty()) {
      tried(COMMAND, () -> run(json));
    }
    settings
        .webhook()
        .ifPresent(
            address -> {
              String host = "the webhook at " + address.getHost();
              tried(host, () -> post(host, address, json));
            });
  }

  /** A way to tell somebody. */
  @FunctionalInterface
  private interface Way {

    /** Tells; gives what went wrong, if anything did. */
    Optional<String> tell() throws InterruptedException;
  }

  /** Whatever the way is made of, a run does not fail by it; its words may be secrets. */
  private void tried(String name, Way way) {
    Optional<String> lost;
    try {
      lost = way.tell();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lost = Optional.of(name + " was interrupted");
    } catch (RuntimeException e) {
      lost = Optional.of(name + " failed with " + e.getClass().getName());
    }
    lost.ifPresent(why -> notes.accept("an alert was not told: " + why));
  }

  /** From a file: a command that reads nothing breaks no pipe, and none is waited for. */
  private Optional<String> run(byte[] json) throws InterruptedException {
    Path input;
    try {
      input = Files.createTempFile("alert", ".json");
    } catch (IOException e) {
      return Optional.of(COMMAND + " gets its input from a file, " + NO_ROOM);
    }
    try {
      Files.write(input, json);
      return run(input);
    } catch (IOException e) {
      return Optional.of(COMMAND + " gets its input from " + input + ", " + NO_ROOM);
    } finally {
      remove(input);
    }
  }

  /** The alert has arrived or not, whatever becomes of its file. */
  private void remove(Path input) {
    try {
      Files.deleteIfExists(input);
    } catch (IOException e) {
      notes.accept("the file of an alert stays, remove it: " + input);
    }
  }

  private Optional<String> run(Path input) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(settings.command())
              .redirectInput(input.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return Optional.of(COMMAND + " cannot be started; look for it on this machine");
    }
    try {
      if (!process.waitFor(settings.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(COMMAND + late());
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(COMMAND + " ended with code " + process.exitValue());
    } finally {
      // A shell's commands first: once it is gone, nobody can tell which they were.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A client's own limit ends with an answer's head; what is behind that can go on for ever. */
  private Optional<String> post(String host, URI address, byte[] json) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding());
    try {
      int code = answer.get(settings.limit().toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return code / 100 == 2 ? Optional.empty() : Optional.of(host + " answered " + code);
    } catch (TimeoutException e) {
      return Optional.of(host + late());
    } catch (ExecutionException e) {
      return Optional.of(host + " cannot be reached");
    } finally {
      answer.cancel(true);
    }
  }

  private String late() {
    return String.format(
        Locale.ROOT, " took longer than retrain.alerts.limit = %d s", settings.limit().toSeconds());
  }
}
