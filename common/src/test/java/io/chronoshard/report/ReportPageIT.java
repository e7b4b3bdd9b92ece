package io.chronoshard.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageIT {

  /** Of each line of each chart: how many pixels of its canvas have its colour. */
  private static final String PIXELS =
      """
      Object.fromEntries(Object.values(Chart.instances).map(chart => {
        const { width, height } = chart.canvas;
        const pixels = chart.ctx.getImageData(0, 0, width, height).data;
        return [chart.canvas.id, chart.data.datasets.map(line => {
          const [r, g, b] = line.borderColor.match(/[0-9a-f]{2}/g).map(part => parseInt(part, 16));
          let count = 0;
          for (let at = 0; at < pixels.length; at += 4) {
            const near = Math.abs(pixels[at] - r) + Math.abs(pixels[at + 1] - g)
              + Math.abs(pixels[at + 2] - b) < 12;
            count += near && pixels[at + 3] > 200 ? 1 : 0;
          }
          return count;
        })];
      }))
      """;

  private static final Path PICTURES = Path.of("target", "report-page");

  @TempDir static Path folder;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> command = Chromium.command();
    if (command.isEmpty()) {
      System.err.println(
          "SKIPPED: the page's test in a browser, for there is no chromium on the PATH");
    }
    assumeTrue(command.isPresent(), "no chromium on the PATH");
    chromium = new Chromium(command.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void nothingWentWrongOrOut() {
    assertThat(chromium.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(chromium.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(chromium.events("Log.entryAdded")).isEmpty();
    assertThat(chromium.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("params").path("request").path("url").asText())
        .allMatch(url -> url.startsWith("file:") || url.startsWith("data:"))
        .filteredOn(url -> url.startsWith("file:"))
        .hasSize(1);
  }

  @Test
  void aBandIsDrawnAndNamedWhereThereIsOne() throws IOException {
    String shown =
        """
        (() => {
          const chart = Chart.getChart('forecast-chart');
          const band = chart.data.datasets[4];
          const label = [...document.querySelectorAll('#forecast-legend label')].pop();
          return [label.hidden, label.textContent, band.data.length > 0, band.fill];
        })()
        """;
    chromium.look(1280, 900, "light");
    open(ReportExamples.banded(ReportExamples.winning()));
    assertThat(chromium.evaluate(shown).toString())
        .isEqualTo("[false,\"quantiles 0.1 to 0.9\",true,\"-1\"]");

    open(ReportExamples.winning());
    assertThat(chromium.evaluate(shown).toString()).isEqualTo("[true,\"\",false,\"-1\"]");
  }

  @Test
  void drawsEveryLineOfEveryChartInBothSchemes() throws IOException {
    for (String scheme : new String[] {"light", "dark"}) {
      chromium.look(1280, 900, scheme);
      open(ReportExamples.winning());

      JsonNode pixels = chromium.evaluate(PIXELS);

      assertThat(pixels.size()).isEqualTo(4);
      pixels
          .fields()
          .forEachRemaining(
              chart ->
                  assertThat(chart.getValue())
                      .as("%s, %s: pixels of its lines", chart.getKey(), scheme)
                      .isNotEmpty()
                      .allSatisfy(line -> assertThat(line.asInt()).isGreaterThan(100)));
    }
  }

  @Test
  void changesSchemeWhileItIsOpen() throws IOException {
    chromium.look(1280, 900, "light");
    open(ReportExamples.winning());
    String light =
        chromium.evaluate("Chart.getChart('lead-chart').data.datasets[0].borderColor").asText();

    chromium.look(1280, 900, "dark");

    assertThat(
            chromium.evaluate("Chart.getChart('lead-chart').data.datasets[0].borderColor").asText())
        .isNotEqualTo(light);
  }

  @Test
  void fitsAPhoneAndAWideScreen() throws IOException {
    for (int width : new int[] {360, 390, 768, 1280, 2560}) {
      chromium.look(width, 800, "light");
      open(ReportExamples.hostile());

      assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
          .as("width of the page in a window of %d", width)
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void zoomsAndMovesAndShowsAllAgain() throws IOException {
    chromium.look(1280, 900, "light");
    open(ReportExamples.winning());
    double first = visible();

    wheelWithControl();
    assertThat(visible()).as("after zooming in").isLessThan(first);
    String before =
        chromium.evaluate("String(Chart.getChart('forecast-chart').scales.x.min)").asText();
    dragLeft();
    assertThat(chromium.evaluate("String(Chart.getChart('forecast-chart').scales.x.min)").asText())
        .as("after moving")
        .isNotEqualTo(before);
    chromium.evaluate("document.querySelector('button[data-zoom=all]').click()");
    assertThat(visible()).as("after showing all").isGreaterThan(first);
  }

  @Test
  void showsTheExcerptThatIsChosen() throws IOException {
    chromium.look(1280, 900, "light");
    open(ReportExamples.hostile());
    String first = "Chart.getChart('forecast-chart').data.datasets[1].data[0].y";
    double before = chromium.evaluate(first).asDouble();

    chromium.evaluate(
        """
        document.querySelectorAll('select[data-choice]').forEach(select => {
          select.selectedIndex = 1;
          select.dispatchEvent(new Event('change'));
        })
        """);

    assertThat(chromium.evaluate(first).asDouble()).isNotEqualTo(before);
    assertThat(chromium.evaluate("document.querySelectorAll('select[data-choice]').length").asInt())
        .isEqualTo(3);
  }

  /** The event has one baseline, which is none of the temperature's two. */
  @Test
  void errorsByLeadAreNamedByTheForecastsOfTheirOwnTarget() throws IOException {
    String lines =
        """
        (index => {
          const select = document.querySelector('#lead-targets select');
          select.selectedIndex = index;
          select.dispatchEvent(new Event('change'));
          return Chart.getChart('lead-chart').data.datasets.map(line => line.label).join(', ');
        })
        """
            .strip();
    chromium.look(1280, 900, "light");
    open(ReportExamples.withEvent(ReportExamples.winning()));
    assertThat(chromium.evaluate(lines + "(1)").asText()).isEqualTo("model, base rate");
    assertThat(chromium.evaluate(lines + "(0)").asText())
        .isEqualTo("model, last value, same time last period");
  }

  @Test
  void takesNamesForText() throws IOException {
    chromium.look(1280, 900, "light");
    open(ReportExamples.hostile());

    assertThat(chromium.evaluate("document.querySelectorAll('main b, main img').length").asInt())
        .isZero();
    JsonNode names =
        chromium.evaluate(
            "[...document.querySelectorAll('[data-choice=series] option')].map(o => o.value)");
    assertThat(StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText))
        .contains("</script><b>", "\"><img src=x onerror=alert(1)>", "{{title}} & 'x' $1 \\");
    assertThat(chromium.evaluate("Object.keys(Chart.instances).length").asInt()).isEqualTo(4);
  }

  @Test
  void showsWhatHasNoExcerptsAndNoLeads() throws IOException {
    chromium.look(1280, 900, "light");
    ReportContents contents = ReportExamples.winning();
    open(ReportExamples.with(contents, ErrorExamples.bare(contents.evaluation())));

    assertThat(chromium.evaluate("Object.keys(Chart.instances).length").asInt()).isEqualTo(2);
  }

  @Test
  void printsLightWithEveryTableOpen() throws IOException {
    chromium.look(1280, 900, "dark");
    open(ReportExamples.winning());

    byte[] pdf = chromium.pdf();

    assertThat(new String(pdf, 0, 5, UTF_8)).isEqualTo("%PDF-");
    assertThat(chromium.evaluate("document.querySelectorAll('details[open]').length").asInt())
        .as("folded again after printing")
        .isZero();
    keep("print.pdf", pdf);
  }

  @Test
  void leavesPicturesToLookAt() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {390, 1280}) {
        chromium.look(width, 900, scheme);
        open(ReportExamples.winning());
        keep("winning-" + scheme + "-" + width + ".png", chromium.screenshot());
      }
    }
    chromium.look(1280, 900, "light");
    open(ReportExamples.losing());
    keep("losing.png", chromium.screenshot());
    open(ReportExamples.hostile());
    keep("hostile.png", chromium.screenshot());

    assertThat(PICTURES).isDirectoryContaining("glob:**.png");
  }

  private double visible() {
    return chromium
        .evaluate("(x => x.max - x.min)(Chart.getChart('forecast-chart').scales.x)")
        .asDouble();
  }

  private void wheelWithControl() {
    JsonNode place = chartPlace();
    chromium.send(
        "Input.dispatchMouseEvent",
        "type",
        "mouseWheel",
        "x",
        place.path("x").asDouble(),
        "y",
        place.path("y").asDouble(),
        "deltaX",
        0,
        "deltaY",
        -300,
        "modifiers",
        2);
    chromium.awaitFrame();
  }

  private void dragLeft() {
    JsonNode place = chartPlace();
    double x = place.path("x").asDouble();
    double y = place.path("y").asDouble();
    mouse("mousePressed", x, y);
    for (int moved = 10; moved <= 100; moved += 10) {
      mouse("mouseMoved", x - moved, y);
    }
    mouse("mouseReleased", x - 100, y);
    chromium.awaitFrame();
  }

  private void mouse(String type, double x, double y) {
    chromium.send(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        "left",
        "buttons",
        1,
        "clickCount",
        1);
  }

  /** The middle of the forecast's chart, scrolled into sight. */
  private JsonNode chartPlace() {
    return chromium.evaluate(
        """
        (canvas => {
          canvas.scrollIntoView({ block: 'center', behavior: 'instant' });
          const box = canvas.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        })(document.getElementById('forecast-chart'))
        """);
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    Files.write(Files.createDirectories(PICTURES).resolve(name), bytes);
  }

  private static void open(ReportContents contents) throws IOException {
    Path page = folder.resolve("report.html");
    Files.writeString(page, ReportPage.render(contents));
    chromium.open(page.toUri());
  }
}
