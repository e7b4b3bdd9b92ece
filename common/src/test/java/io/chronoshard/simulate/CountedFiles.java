package io.chronoshard.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.config.SimulateFaults;
import io.chronoshard.config.SimulateSettings;
import io.chronoshard.config.SimulateSettings.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what is wrong with the files of one series by the definitions of {@link FaultCounts}, from
 * the files, the table of events, and the values that would be there without faults.
 *
 * <p>The clock's error must be no multiple of the step, so that a wrong stamp can be seen.
 */
final class CountedFiles {

  private final SimulateSettings settings;
  private final List<SimulatedChannel> channels;
  private final float[][] course;
  private final List<SimulatedEvent> events;
  private final FaultTally found;
  private final Set<ReadBack.Line> distinct = new HashSet<>();

  /** Whether the stamp of each step that has a row is wrong. */
  private final TreeMap<Long, Boolean> steps = new TreeMap<>();

  /**
   * Files of a series.
   *
   * @param course its values without faults, {@code [step][channel]}
   * @param events its events
   */
  CountedFiles(
      SimulateSettings settings,
      List<SimulatedChannel> channels,
      float[][] course,
      List<SimulatedEvent> events) {
    this.settings = settings;
    this.channels = channels;
    this.course = course;
    this.events = events;
    this.found = new FaultTally(channels.size());
  }

  /** Takes the lines of a file. */
  void read(List<ReadBack.Line> lines, String series) {
    long latest = Long.MIN_VALUE;
    long stepMillis = settings.step().toMillis();
    for (ReadBack.Line line : lines) {
      assertThat(line.series()).isEqualTo(series);
      found.rows++;
      found.repeated += distinct.add(line) ? 0 : 1;
      found.unsorted += line.millis() < latest ? 1 : 0;
      latest = Math.max(latest, line.millis());
      long offset = line.millis() - settings.from().toEpochMilli();
      boolean wrong = offset % stepMillis != 0;
      if (wrong) {
        found.misdated++;
        offset += settings.faults().clockError().toMillis();
        assertThat(offset % stepMillis).isZero();
      }
      long step = offset / stepMillis;
      steps.put(step, wrong);
      long millis = settings.from().toEpochMilli() + step * stepMillis;
      found.eventRows +=
          events.stream().anyMatch(e -> millis >= e.fromMillis() && millis < e.toMillis()) ? 1 : 0;
      line.cells().forEach(cell -> count((int) step, cell.channel(), cell.value()));
    }
  }

  private void count(int step, int channel, float value) {
    SimulateFaults faults = settings.faults();
    float due = due(step, channel);
    double unit = isConverted(step, channel) ? Math.abs(faults.unitChange().factor()) : 1;
    double deviations = Math.abs(value - due) / (unit * channels.get(channel).deviation());
    if (Float.isNaN(value)) {
      found.missing[channel]++;
    } else if (value == due) {
      found.drifted[channel] += drifted(step, channel) != course[step][channel] ? 1 : 0;
      found.converted[channel] += isConverted(step, channel) ? 1 : 0;
    } else if (deviations > 9.99 && !repeats(step, channel, value)) {
      assertThat(deviations).isLessThan(30.01);
      found.spikes[channel]++;
    } else {
      assertThat(repeats(step, channel, value))
          .as("channel %d shows %s at step %d, not %s", channel, value, step, due)
          .isTrue();
      found.stuck[channel]++;
    }
  }

  /** Whether a value was due at one of the steps before, from which on a sensor may be stuck. */
  private boolean repeats(int step, int channel, float value) {
    for (int before = step - 1;
        before >= Math.max(0, step - settings.faults().longestStuck());
        before--) {
      if (due(before, channel) == value) {
        return settings.faults().stuck() > 0;
      }
    }
    return false;
  }

  private float due(int step, int channel) {
    SimulateFaults.UnitChange change = settings.faults().unitChange();
    float value = drifted(step, channel);
    return isConverted(step, channel)
        ? rounded(value * change.factor() + change.offset(), channel)
        : value;
  }

  private float drifted(int step, int channel) {
    SimulateFaults.Drift drift = settings.faults().drift();
    double days = step * settings.step().toMillis() / 86_400_000.0;
    SimulatedChannel of = channels.get(channel);
    return drift.channels().contains(of.name())
        ? rounded(course[step][channel] + drift.perDay() * of.deviation() * days, channel)
        : course[step][channel];
  }

  private boolean isConverted(int step, int channel) {
    SimulateFaults.UnitChange change = settings.faults().unitChange();
    return channels.get(channel).name().equals(change.channel())
        && !settings.from().plus(settings.step().multipliedBy(step)).isBefore(change.at());
  }

  private float rounded(double value, int channel) {
    double power = Decimals.power(channels.get(channel).decimals());
    return (float) (Math.signum(value) * Math.floor(Math.abs(value) * power + 0.5) / power);
  }

  /**
   * What was found.
   *
   * @param written what is said to have been written, for the stretches that cannot be told apart
   */
  FaultCounts counts(FaultCounts written) {
    // The first and the last step always have a row.
    assertThat(steps.firstKey()).isZero();
    assertThat(steps.lastKey()).isEqualTo(settings.steps() - 1);
    int rowsOfStep = settings.shape() == Shape.LONG ? channels.size() : 1;
    assertThat(found.rows - found.repeated).isEqualTo((long) steps.size() * rowsOfStep);
    found.gapSteps = settings.steps() - steps.size();
    List<Long> known = new ArrayList<>(steps.keySet());
    for (int i = 1; i < known.size(); i++) {
      long between = known.get(i) - known.get(i - 1) - 1;
      assertThat(between).isLessThanOrEqualTo(settings.faults().longestGap());
      found.gaps += between > 0 ? 1 : 0;
      found.clockJumps +=
          steps.getOrDefault(known.get(i), false) && !steps.getOrDefault(known.get(i - 1), false)
              ? 1
              : 0;
    }
    found.events = events.size();
    for (int channel = 0; channel < channels.size(); channel++) {
      found.stuckStretches[channel] = written.stuckStretches().get(channel);
      assertThat(found.stuck[channel])
          .isLessThanOrEqualTo(
              2 * found.stuckStretches[channel] * settings.faults().longestStuck());
    }
    return found.counts();
  }
}
