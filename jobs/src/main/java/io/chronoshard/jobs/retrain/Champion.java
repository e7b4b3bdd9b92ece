package io.chronoshard.jobs.retrain;

import io.chronoshard.config.Configuration;
import io.chronoshard.config.VersionChoice;
import io.chronoshard.config.WindowSettings;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.registry.ModelRegistry;
import io.chronoshard.registry.ModelVersion;
import io.chronoshard.registry.Pipeline;
import io.chronoshard.registry.Provenance;
import io.chronoshard.retrain.ChampionChannels;
import io.chronoshard.retrain.NightDecision.Contender;
import io.chronoshard.split.Part;
import io.chronoshard.split.Parts;
import java.time.Instant;
import java.util.Locale;

/**
 * The version that is to be beaten.
 *
 * @param version opened and verified
 */
record Champion(ModelVersion version) {

  /**
   * The one in use.
   *
   * @throws ConfigurationException where there is none, or it forecasts something else than the
   *     configuration wants
   */
  static Champion of(ModelRegistry registry, Configuration settings) {
    if (registry.champion().isEmpty()) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s has no champion that could be retrained; run `train` once, whose first version is one, or"
                  + " `models promote`",
              registry.path()));
    }
    Champion champion = new Champion(registry.version(new VersionChoice.Champion()));
    champion.requireSameForecasts(settings.window());
    return champion;
  }

  /** Whether it forecasts the very same as another window says. */
  boolean forecasts(WindowSettings wanted) {
    WindowSettings own = pipeline().window();
    return own.targets().equals(wanted.targets())
        && own.horizon() == wanted.horizon()
        && own.lead().equals(wanted.lead())
        && own.spacing().equals(wanted.spacing());
  }

  private void requireSameForecasts(WindowSettings wanted) {
    if (!forecasts(wanted)) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s forecasts other targets or times than window says (targets, lead, horizon, spacing), so nothing can be"
                  + " compared; train another registry.model, or `train` and `models promote`",
              name()));
    }
  }

  String name() {
    return ModelVersion.name(version.number());
  }

  Pipeline pipeline() {
    return version.contents().pipeline();
  }

  private Provenance provenance() {
    return version.contents().provenance();
  }

  /** As decisions name it. */
  Contender contender() {
    return new Contender(name(), version.number(), provenance().modelHash());
  }

  /** What it reads of a history. */
  ChampionChannels channels() {
    return new ChampionChannels(
        pipeline().channels(), pipeline().facts().vocabularies().texts().keySet());
  }

  /** The step behind the last one of its data. */
  long known() {
    return provenance().data().toStep();
  }

  /** The step behind the last one that it was trained or validated on. */
  long seen() {
    Parts parts = pipeline().parts();
    return Math.max(parts.cut(Part.TRAINING).to(), parts.cut(Part.VALIDATION).to());
  }

  /** The time of the step behind the last one of its data. */
  Instant knownUntil() {
    return Instant.ofEpochMilli(Math.multiplyExact(known(), pipeline().axis().stepMillis()));
  }
}
