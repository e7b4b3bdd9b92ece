package io.chronoshard.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"chart-data\">(.*?)</script>");

  private static final Pattern POLICY =
      Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">");

  @Test
  void namesNothingToLoad() {
    String page = ReportPage.render(ReportExamples.winning());

    assertThat(page)
        .doesNotContainPattern("(?i)<(img|iframe|object|embed|base)\\b")
        .doesNotContainPattern("(?i)<script[^>]+src")
        .doesNotContainPattern("(?i)<link(?! rel=\"icon\" href=\"data:,\")")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void allowsTheScriptsInsideByTheirHashAndNoOther() {
    String page = ReportPage.render(ReportExamples.winning());

    Matcher policy = POLICY.matcher(page);
    assertThat(policy.find()).isTrue();
    Matcher scripts = SCRIPT.matcher(page);
    int count = 0;
    while (scripts.find()) {
      count++;
      assertThat(policy.group(1)).contains(PageResources.policyHash(scripts.group(1)));
    }
    assertThat(count).isEqualTo(4);
    assertThat(policy.group(1)).startsWith("default-src 'none';").doesNotContain("unsafe");
  }

  @Test
  void keepsTheLicencesOfWhatItInlines() {
    assertThat(ReportPage.render(ReportExamples.winning()))
        .contains("(c) 2024 Chart.js Contributors")
        .contains("chartjs-plugin-zoom Contributors")
        .contains("Copyright (c) 2016 Jorik Tangelder");
  }

  @Test
  void isSmallBesideItsData() {
    String page = ReportPage.render(ReportExamples.winning());
    int data = new ChartData(ReportExamples.winning()).json().getBytes(UTF_8).length;

    assertThat(page.getBytes(UTF_8).length - data).isLessThan(400_000);
  }

  @Test
  void escapesNamesWhereverTheyStand() throws IOException {
    String page = ReportPage.render(ReportExamples.hostile());

    assertThat(page)
        .doesNotContain("</script><b>")
        .doesNotContain("<img")
        .doesNotContain("<!--")
        .contains("&lt;/script&gt;&lt;b&gt;")
        .contains("\\u003c/script\\u003e\\u003cb\\u003e");
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    JsonNode json = new ObjectMapper().readTree(data.group(1));
    assertThat(json.path("excerpts").get(0).path("series").asText()).isEqualTo("</script><b>");
  }

  @Test
  void takesNoNameForAPlaceOfTheTemplate() {
    assertThat(
            ReportPage.fill(
                "<{{title}}|{{model}}>", Map.of("title", "{{model}} $1 \\", "model", "x")))
        .isEqualTo("<{{model}} $1 \\|x>");
    assertThat(ReportPage.render(ReportExamples.hostile())).contains("{{title}} &amp; &#39;x&#39;");
  }

  @Test
  void showsNoRawValueThatIsNoNumber() {
    String page = ReportPage.render(ReportExamples.hostile());
    String words = SCRIPT.matcher(page).replaceAll("");

    assertThat(words).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void saysWhatEachForecastStandsOn() {
    assertThat(ReportPage.render(ReportExamples.withEvent(ReportExamples.winning())))
        .contains("<strong>Last value</strong>\n says that all stays as it is")
        .contains("<strong>Same time last period</strong>\n repeats the newest value")
        .contains("<strong>Base rate</strong>\n says how often it happened")
        .doesNotContain("<strong>Model</strong>");
  }

  @Test
  void isTheSameEachTime() {
    assertThat(ReportPage.render(ReportExamples.winning()))
        .isEqualTo(ReportPage.render(ReportExamples.winning()));
  }

  @Test
  void scriptsDoNotEndTheElementTheyStandIn() {
    assertThat(
            PageResources.inline(
                "x='</script>';y=\"</SCRIPT >\";z=/<!--/\n//# sourceMappingURL=a.map\n"))
        .isEqualTo("x='<\\/script>';y=\"<\\/SCRIPT >\";z=/<\\!--/");
  }
}
