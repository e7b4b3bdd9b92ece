package io.chronoshard.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.chronoshard.config.AlertSettings;
import io.chronoshard.config.AlertSettings.Occasion;
import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.BusyException;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.retrain.RunDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {

  private static final Alert ALERT =
      new Alert(Occasion.PROMOTION, "pump", "2024-03-01T00:00:00Z", "v000003 is better");

  private static final String JSON =
      "{\"date\":\"2024-03-01T00:00:00Z\",\"message\":\"v000003 is better\",\"model\":\"pump\",\"occasion\":\"PROMOTION\"}\n";

  private final List<String> notes = new ArrayList<>();
  private final List<String> posted = new ArrayList<>();

  @Test
  void aCommandGetsItOnItsInputAndOnlyWhatIsWantedIsTold(@TempDir Path folder) throws IOException {
    Path told = folder.resolve("told");
    List<String> command = List.of("sh", "-c", "cat >> \"$0\"", told.toString());
    alerts(List.of(Occasion.PROMOTION), command, Optional.empty()).tell(ALERT);
    alerts(List.of(Occasion.FAILURE), command, Optional.empty()).tell(ALERT);

    assertThat(told).hasContent(JSON.strip());
    assertThat(notes).isEmpty();
  }

  @Test
  void aCommandThatFailsOrIsLateFailsNobodyAndItsWordsAreNotTold() {
    List<Occasion> on = List.of(Occasion.PROMOTION);
    alerts(on, List.of("sh", "-c", "exit 3", "hidden"), Optional.empty()).tell(ALERT);
    alerts(on, List.of("no-such-command-hidden"), Optional.empty()).tell(ALERT);
    alerts(on, List.of("sleep", "60"), Optional.empty()).tell(ALERT);

    assertThat(notes)
        .containsExactly(
            "an alert was not told: the command of retrain.alerts ended with code 3",
            "an alert was not told: the command of retrain.alerts cannot be started; look for it on this machine",
            "an alert was not told: the command of retrain.alerts took longer than retrain.alerts.limit = 1 s");
  }

  @Test
  void whatBecomesOfAnAlertsFileDoesNotChangeWhatBecameOfTheAlert() throws IOException {
    List<Occasion> on = List.of(Occasion.PROMOTION);
    String file = "f=$(readlink /proc/self/fd/0); rm $f";
    alerts(on, List.of("sh", "-c", file), Optional.empty()).tell(ALERT);
    assertThat(notes).isEmpty();

    alerts(on, List.of("sh", "-c", file + "; mkdir -p $f/inside"), Optional.empty()).tell(ALERT);
    String stays = "the file of an alert stays, remove it: ";
    assertThat(notes).singleElement().asString().startsWith(stays);
    Path left = Path.of(notes.get(0).substring(stays.length()));
    Files.delete(left.resolve("inside"));
    Files.delete(left);
  }

  @Test
  void aWebhookGetsItAndWhatOneAnswersOrDoesNotAnswerFailsNobody() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/silent-hidden")) {
            awaited(ended);
          }
          exchange.sendResponseHeaders(path.equals("/gone-hidden") ? 404 : 204, -1);
          exchange.close();
        });
    server.start();
    try {
      for (String path : List.of("taken", "gone-hidden", "silent-hidden")) {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/" + path);
        alerts(List.of(Occasion.PROMOTION), List.of(), Optional.of(address)).tell(ALERT);
      }
    } finally {
      ended.countDown();
      server.stop(0);
    }
    assertThat(posted).containsExactly(JSON, JSON, JSON);
    assertThat(notes)
        .containsExactly(
            "an alert was not told: the webhook at localhost answered 404",
            "an alert was not told: the webhook at localhost took longer than retrain.alerts.limit = 1 s");
  }

  @Test
  void aWebhookWhoseAnswerDoesNotEndHoldsNobodyUp() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          awaited(ended);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/hidden");
      alerts(List.of(Occasion.PROMOTION), List.of(), Optional.of(address)).tell(ALERT);
    } finally {
      ended.countDown();
      server.stop(0);
    }
    assertThat(notes)
        .containsExactly(
            "an alert was not told: the webhook at localhost took longer than retrain.alerts.limit = 1 s");
  }

  /** Their output ends with the last of them. */
  @Test
  void whatALateCommandHasStartedEndsWithIt(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readAllBytes(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    List<String> command = List.of("sh", "-c", "sleep 600 > \"$0\" & wait", pipe.toString());
    alerts(List.of(Occasion.PROMOTION), command, Optional.empty()).tell(ALERT);

    assertThat(output.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(notes).hasSize(1);
  }

  @Test
  void whateverAWayIsMadeOfNoRunFailsByIt() {
    URI noHost = URI.create("https://my_host/hidden");
    alerts(List.of(Occasion.PROMOTION), List.of("\0hidden"), Optional.of(noHost)).tell(ALERT);

    assertThat(notes)
        .containsExactly(
            "an alert was not told: the command of retrain.alerts cannot be started; look for it on this machine",
            "an alert was not told: the webhook at null failed with java.lang.IllegalArgumentException");
  }

  @Test
  void aFailureIsToldWithItsDateAndHowToGoPastItAndADefectByItsKindAlone() {
    Place place = new Place();
    assertThat(place.failed("pump", new IllegalStateException("hidden")))
        .contains(
            new Alert(
                Occasion.FAILURE,
                "pump",
                "now",
                "a defect (java.lang.IllegalStateException); the stack trace is in the log"));
    place.before(RunDate.parse("2024-03-01"), RunDate.parse("2024-03-02"));
    assertThat(place.failed("pump", new OutOfMemoryError()).orElseThrow().message())
        .isEqualTo(
            "2024-03-01T00:00:00Z: a defect (java.lang.OutOfMemoryError); the stack trace is in the log; dates are done in"
                + " order, and 2024-03-02T00:00:00Z waits: mend it and run again, or run with --only to leave out all dates"
                + " before it for good");
    place.at(RunDate.parse("2024-03-02"));
    assertThat(place.failed("pump", new BusyException("promoted meanwhile")))
        .contains(
            new Alert(
                Occasion.FAILURE,
                "pump",
                "2024-03-02T00:00:00Z",
                "2024-03-02T00:00:00Z: promoted meanwhile"));
    place.isAnothers();
    assertThat(place.failed("pump", new BusyException("locked"))).isEmpty();
    assertThat(place.past()).isEmpty();
  }

  @Test
  void anAddressThatNobodyCanPostToIsRefusedAndOneWithEscapesIsNone() {
    for (String address :
        List.of(
            "https://my_host/T0/hidden",
            "https:///hidden",
            "https:hidden",
            "https://hooks.example/%hidden",
            "https://hooks.example/a hidden",
            "file://hooks.example/hidden")) {
      String set = "retrain.alerts.webhook = \"" + address + "\"";
      assertThatThrownBy(() -> ConfigurationReader.read(Optional.empty(), List.of(set)))
          .as(address)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(
              "must be an address that begins with https:// or http://, then a host of letters, digits, '.' and '-'")
          .hasMessageNotContaining("hidden");
    }
    String hook = "https://hooks.example:8443/a%2Fb?code=c%3D%3D";
    assertThat(
            ConfigurationReader.read(
                    Optional.empty(), List.of("retrain.alerts.webhook = \"" + hook + "\""))
                .retrain()
                .alerts()
                .webhook())
        .contains(URI.create(hook));
  }

  @Test
  void theAddressIsASecret() {
    String set = "retrain.alerts.webhook = \"https://hooks.example/hidden\"";

    assertThat(ConfigurationReader.read(Optional.empty(), List.of(set)).canonical().json())
        .doesNotContain("hidden");
    assertThatThrownBy(
            () -> ConfigurationReader.read(Optional.empty(), List.of(set.replace("https", "ftp"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must be an address that begins with https:// or http://")
        .hasMessageNotContaining("hidden");
  }

  private Alerts alerts(List<Occasion> on, List<String> command, Optional<URI> webhook) {
    return new Alerts(new AlertSettings(on, command, webhook, Duration.ofSeconds(1)), notes::add);
  }

  private static void awaited(CountDownLatch ended) {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
