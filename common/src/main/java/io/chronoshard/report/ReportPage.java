package io.chronoshard.report;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One model version as a page that opens from a file and needs nothing beside it: its style, its
 * scripts and its numbers are inside, and its own policy forbids it to load anything or to run
 * anything else.
 */
public final class ReportPage {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

  private ReportPage() {}

  /** The page's HTML. */
  public static String render(ReportContents contents) {
    String style = PageResources.style();
    List<String> scripts = PageResources.scripts();
    HeadlineSection headline = new HeadlineSection(contents);
    Map<String, String> parts = new HashMap<>();
    parts.put("policy", policy(style, scripts));
    parts.put("title", Html.escape(headline.title()));
    parts.put("style", style);
    parts.put("headline", headline.html().toString());
    parts.put("forecast", new ForecastSection(contents).html().toString());
    parts.put("over", Html.escape(contents.evaluation().over().text()));
    parts.put("errors", new ErrorSection(contents).html().toString());
    parts.put("training", new TrainingSection(contents).html().toString());
    parts.put("ledger", new LedgerSection(contents).html().toString());
    parts.put("model", new ModelSection(contents).html().toString());
    parts.put("data", new ChartData(contents).json());
    parts.put(
        "scripts",
        scripts.stream().map(script -> "<script>" + script + "</script>").collect(joining("\n")));
    return fill(PageResources.template(), parts);
  }

  /** The page's answer in a sentence: does the model beat the naive forecasts, and by how much. */
  public static String verdict(ReportContents contents) {
    return new HeadlineSection(contents).verdict().sentence();
  }

  private static String policy(String style, List<String> scripts) {
    return "default-src 'none'; script-src "
        + scripts.stream().map(PageResources::policyHash).collect(joining(" "))
        + "; style-src "
        + PageResources.policyHash(style)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  /** Puts each part in its place, once: what looks like a place inside of a part stays as it is. */
  static String fill(String template, Map<String, String> parts) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            place -> {
              String part = parts.get(place.group(1));
              if (part == null) {
                throw new IllegalStateException("nothing to put into " + place.group());
              }
              return Matcher.quoteReplacement(part);
            });
  }
}
