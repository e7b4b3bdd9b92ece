package io.chronoshard.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium with one page, steered through its DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final String session;
  private int lastId;

  /** The browser's command, where the machine has one. */
  static Optional<Path> command() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the browser with an empty profile in a folder that does not exist yet. */
  Chromium(Path command, Path profile) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                command.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-color-profile=srgb",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TMPDIR", profile.getParent().toString());
    process = builder.start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address(process)), new Listener(incoming))
            .join();
    String target =
        command(Optional.empty(), "Target.createTarget", "url", "about:blank")
            .path("targetId")
            .asText();
    session =
        command(Optional.empty(), "Target.attachToTarget", "targetId", target, "flatten", true)
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable");
    }
  }

  /** Opens a page and waits until it is loaded, its scripts have run and a frame was drawn. */
  void open(URI page) {
    events.clear();
    send("Page.navigate", "url", page.toString());
    awaitEvent("Page.loadEventFired");
    awaitFrame();
  }

  /** Waits until what was changed is drawn. */
  void awaitFrame() {
    evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /** A window's size in CSS pixels, and light or dark. */
  void look(int width, int height, String scheme) {
    send(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        height,
        "deviceScaleFactor",
        width < 600 ? 2 : 1,
        "mobile",
        width < 600);
    ObjectNode feature = JSON.createObjectNode();
    feature.put("name", "prefers-color-scheme").put("value", scheme);
    send("Emulation.setEmulatedMedia", "features", JSON.createArrayNode().add(feature));
    awaitFrame();
  }

  /** The value of an expression; a promise is waited for. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            true,
            "returnByValue",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toPrettyString());
    }
    return answer.path("result").path("value");
  }

  /** Sends a command to the page and waits for its answer. */
  JsonNode send(String method, Object... parameters) {
    return command(Optional.of(session), method, parameters);
  }

  /** What the page sent since it was opened, of one kind. */
  List<JsonNode> events(String method) {
    return events.stream().filter(event -> event.path("method").asText().equals(method)).toList();
  }

  /** The whole page as a picture. */
  byte[] screenshot() {
    JsonNode size = send("Page.getLayoutMetrics").path("cssContentSize");
    ObjectNode clip = JSON.createObjectNode();
    clip.put("x", 0).put("y", 0).put("scale", 1);
    clip.set("width", size.path("width"));
    clip.set("height", size.path("height"));
    JsonNode answer = send("Page.captureScreenshot", "captureBeyondViewport", true, "clip", clip);
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  /** The page as it prints. */
  byte[] pdf() {
    JsonNode answer = send("Page.printToPDF", "printBackground", false, "preferCSSPageSize", true);
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  private JsonNode command(Optional<String> to, String method, Object... parameters) {
    ObjectNode message = JSON.createObjectNode();
    int id = ++lastId;
    message.put("id", id).put("method", method);
    to.ifPresent(name -> message.put("sessionId", name));
    ObjectNode values = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      values.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    socket.sendText(message.toString(), true).join();
    while (true) {
      JsonNode answer = receive(method);
      if (answer.path("id").asInt() == id) {
        if (answer.has("error")) {
          throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
      }
    }
  }

  private void awaitEvent(String method) {
    while (events(method).isEmpty()) {
      receive(method);
    }
  }

  private JsonNode receive(String waitingFor) {
    try {
      JsonNode message = incoming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("Chromium does not answer to " + waitingFor);
      }
      if (message.has("method")) {
        events.add(message);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String address(Process process) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader messages =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      said.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        drain(messages);
        return listening.group(1);
      }
    }
    throw new IOException("Chromium did not start: " + said);
  }

  /** Chromium goes on to write messages, and would stop where nobody read them. */
  private static void drain(BufferedReader messages) {
    Thread reader = new Thread(() -> messages.lines().forEach(line -> {}), "chromium-messages");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts whole messages into the queue. */
  private record Listener(BlockingQueue<JsonNode> incoming, StringBuilder part)
      implements WebSocket.Listener {

    Listener(BlockingQueue<JsonNode> incoming) {
      this(incoming, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        try {
          incoming.add(JSON.readTree(part.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
