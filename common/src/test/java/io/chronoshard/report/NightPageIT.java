package io.chronoshard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.chronoshard.report.NightExamples.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightPageIT {

  private static final Path PICTURES = Path.of("target", "night-page");

  @TempDir static Path folder;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> command = Chromium.command();
    if (command.isEmpty()) {
      System.err.println(
          "SKIPPED: the test of a retraining's page in a browser, for there is no chromium on the"
              + " PATH");
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
    assertThat(chromium.events("Log.entryAdded")).isEmpty();
    assertThat(chromium.events("Network.requestWillBeSent"))
        .extracting(event -> event.path("params").path("request").path("url").asText())
        .filteredOn(url -> !url.startsWith("data:"))
        .singleElement()
        .asString()
        .startsWith("file:");
  }

  /** What is drawn lies where the numbers say, whatever the width. */
  @Test
  void fitsAPhoneAndAWideScreenAndDrawsIntervalsAroundTheirValues() throws IOException {
    for (int width : new int[] {360, 768, 1280}) {
      chromium.look(width, 800, "light");
      open(NightExamples.hostile(Case.WORSE_SOMEWHERE));
      assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
          .as("width of the page in a window of %d", width)
          .isLessThanOrEqualTo(width);

      JsonNode drawn =
          chromium.evaluate(
              """
              [...document.querySelectorAll('#segments .interval')].map(svg => {
                const box = svg.getBoundingClientRect();
                const dot = svg.querySelector('circle').getBoundingClientRect();
                const whisker = svg.querySelector('.whisker');
                const line = whisker ? whisker.getBoundingClientRect() : dot;
                const limit = svg.querySelector('.limit-line').getBoundingClientRect();
                return {
                  wide: box.width,
                  inside: line.left >= box.left - 6 && line.right <= box.right + 6,
                  around: line.left <= dot.right && line.right >= dot.left,
                  worse: !!svg.querySelector('.fill-worse'),
                  over: line.left > limit.right,
                };
              })
              """);
      assertThat(drawn.size()).isGreaterThan(10);
      for (JsonNode row : drawn) {
        assertThat(row.path("wide").asDouble()).isGreaterThan(80);
        assertThat(row.path("inside").asBoolean()).isTrue();
        assertThat(row.path("around").asBoolean()).isTrue();
        assertThat(row.path("over").asBoolean())
            .as("right of the margin where it is worse")
            .isEqualTo(row.path("worse").asBoolean());
      }
    }
  }

  @Test
  void textIsReadableInBothSchemes() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      chromium.look(1280, 900, scheme);
      open(NightExamples.of(Case.PROMOTED, 1));

      JsonNode faint =
          chromium.evaluate(
              """
              (() => {
                const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number)
                  .map(x => x / 255)
                  .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
                const paper = light(getComputedStyle(document.body).backgroundColor);
                const contrast = one =>
                  (Math.max(one, paper) + 0.05) / (Math.min(one, paper) + 0.05);
                return [...document.querySelectorAll('main h1, main p, main td, main span, text')]
                  .filter(one => one.textContent.trim())
                  .map(one => {
                    const style = getComputedStyle(one);
                    return [one.textContent, one.tagName === 'text' ? style.fill : style.color];
                  })
                  .filter(([, colour]) => contrast(light(colour)) < 4.5);
              })()
              """);

      assertThat(faint).as("%s: texts with too little contrast", scheme).isEmpty();
    }
  }

  @Test
  void leavesPicturesToLookAt() throws IOException {
    for (Case one : List.of(Case.PROMOTED, Case.WORSE_SOMEWHERE, Case.REFUSED, Case.FAILED)) {
      chromium.look(1280, 900, one == Case.WORSE_SOMEWHERE ? "dark" : "light");
      open(NightExamples.of(one, 1));
      keep(one.name() + ".png", chromium.screenshot());
    }
    chromium.look(390, 900, "light");
    open(NightExamples.of(Case.PROMOTED, 1));
    keep("phone.png", chromium.screenshot());

    assertThat(PICTURES).isDirectoryContaining("glob:**.png");
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    Files.write(Files.createDirectories(PICTURES).resolve(name), bytes);
  }

  private static void open(NightContents contents) throws IOException {
    Path page = folder.resolve("night.html");
    Files.writeString(page, NightPage.render(contents));
    chromium.open(page.toUri());
  }
}
