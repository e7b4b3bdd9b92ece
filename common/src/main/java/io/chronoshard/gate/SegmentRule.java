package io.chronoshard.gate;

import io.chronoshard.config.GateSettings;
import io.chronoshard.config.GateSettings.SegmentKind;
import io.chronoshard.window.WindowTargets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Into which segments a value falls. Seasons are quarters of the year, December to February first,
 * by the UTC month in which a bin of origins begins; leads are put into groups of about as many,
 * neighbours together.
 *
 * @param kinds that are told apart
 * @param leads of all values, ascending
 * @param groups of leads, at most
 */
public record SegmentRule(List<SegmentKind> kinds, List<Integer> leads, int groups) {

  private static final List<String> SEASONS =
      List.of("December to February", "March to May", "June to August", "September to November");

  /** Copies the lists. */
  public SegmentRule {
    kinds = List.copyOf(kinds);
    leads = List.copyOf(leads);
  }

  /** As configured, of what is forecast. */
  public static SegmentRule of(GateSettings settings, WindowTargets values) {
    SortedSet<Integer> leads = new TreeSet<>();
    for (int value = 0; value < values.size(); value++) {
      leads.add(values.lead(value));
    }
    return new SegmentRule(settings.segments(), List.copyOf(leads), settings.leads());
  }

  /** How many groups of leads there are; one where leads are not told apart. */
  int leadGroups() {
    return has(SegmentKind.LEAD) ? Math.min(groups, leads.size()) : 1;
  }

  /** The group of a lead. */
  int leadGroup(int lead) {
    return leads.indexOf(lead) * leadGroups() / leads.size();
  }

  /** The segment of a group of leads; nothing tells them apart where there is but one. */
  List<Segment> ofLeads(int group) {
    if (leadGroups() == 1) {
      return List.of();
    }
    List<Integer> inside = leads.stream().filter(lead -> leadGroup(lead) == group).toList();
    int first = inside.get(0);
    int last = inside.get(inside.size() - 1);
    String name = first == last ? String.valueOf(first) : first + " to " + last;
    return List.of(Segment.of(SegmentKind.LEAD, name));
  }

  /** The segments, but for leads, of a series' windows within a bin. */
  List<Segment> of(String series, long bin, LossPlan plan) {
    List<Segment> all = new ArrayList<>();
    all.add(Segment.ALL);
    if (has(SegmentKind.SERIES)) {
      all.add(Segment.of(SegmentKind.SERIES, series));
    }
    if (has(SegmentKind.SEASON) && plan.axis().hasClock()) {
      long millis = bin * plan.binSteps() * plan.axis().stepMillis();
      int month = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).getMonthValue();
      all.add(Segment.of(SegmentKind.SEASON, SEASONS.get(month % 12 / 3)));
    }
    return all;
  }

  private boolean has(SegmentKind kind) {
    return kinds.contains(kind);
  }
}
