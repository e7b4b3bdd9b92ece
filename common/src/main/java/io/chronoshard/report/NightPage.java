package io.chronoshard.report;

import java.util.HashMap;
import java.util.Map;

/**
 * One retraining as a page that opens from a file and needs nothing beside it: its style and its
 * drawings are inside, and its own policy forbids it to load or to run anything.
 */
public final class NightPage {

  private NightPage() {}

  /** The page's HTML. */
  public static String render(NightContents contents) {
    String style = PageResources.nightStyle();
    NightHeadline headline = new NightHeadline(contents);
    Map<String, String> parts = new HashMap<>();
    parts.put(
        "policy",
        "default-src 'none'; style-src "
            + PageResources.policyHash(style)
            + "; img-src data:; base-uri 'none'; form-action 'none'");
    parts.put("title", Html.escape(headline.title()));
    parts.put("style", style);
    parts.put("headline", headline.html().toString());
    parts.put(
        "losses",
        new NightLossSection(contents)
            .html()
            .add(new NightBacktestSection(contents).html())
            .toString());
    parts.put("segments", new NightSegmentSection(contents).html().toString());
    parts.put("checks", new NightCheckSection(contents).html().toString());
    parts.put("data", new NightDataSection(contents).html().toString());
    parts.put("budget", new NightBudgetSection(contents).html().toString());
    parts.put("champions", new ReignSection(contents).html().toString());
    parts.put("nights", new NightsSection(contents).html().toString());
    return ReportPage.fill(PageResources.nightTemplate(), parts);
  }

  /** The page's answer in a sentence: what became of the champion, and why. */
  public static String verdict(NightContents contents) {
    return new NightHeadline(contents).sentence();
  }
}
