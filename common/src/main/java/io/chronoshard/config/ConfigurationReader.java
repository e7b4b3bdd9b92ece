package io.chronoshard.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import io.chronoshard.config.Configuration.RegistrySettings;
import io.chronoshard.config.Configuration.ReportSettings;
import io.chronoshard.config.Configuration.RunSettings;
import io.chronoshard.config.Configuration.ScoreSettings;
import io.chronoshard.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a configuration: overrides over the file over the defaults of {@code reference.conf}. */
public final class ConfigurationReader {

  private static final String REFERENCE = "io/chronoshard/config/reference.conf";

  private ConfigurationReader() {}

  /**
   * Reads and checks a configuration.
   *
   * @param file a HOCON file, or nothing for the defaults
   * @param overrides {@code key=value}, the last one of a key counts
   * @throws ConfigurationException with every problem there is
   */
  public static Configuration read(Optional<Path> file, List<String> overrides) {
    Config merged = merged(file, overrides);
    Problems problems = new Problems();
    Configuration configuration =
        settings(new Section("", merged, problems), new CanonicalConfig(merged));
    problems.throwIfAny(source(file));
    return configuration;
  }

  /**
   * The configuration as one JSON object that says the same wherever it is read: without includes
   * and variables, and with its secrets, so that it is for nobody else's eyes.
   *
   * @param file a HOCON file
   * @param overrides {@code key=value}, the last one of a key counts
   * @throws ConfigurationException where it cannot be read
   */
  public static String json(Path file, List<String> overrides) {
    return merged(Optional.of(file), overrides).root().render(ConfigRenderOptions.concise());
  }

  private static Config merged(Optional<Path> file, List<String> overrides) {
    Config given = file.map(ConfigurationReader::parse).orElse(ConfigFactory.empty());
    for (String override : overrides) {
      given = parseOverride(override).withFallback(given);
    }
    try {
      return given.withFallback(reference()).resolve();
    } catch (ConfigException e) {
      throw new ConfigurationException(source(file) + " cannot be resolved: " + e.getMessage(), e);
    }
  }

  static Config reference() {
    return Reference.DEFAULTS;
  }

  /** Read once, where it is needed first. */
  private static final class Reference {

    private static final Config DEFAULTS =
        ConfigFactory.parseResources(
            ConfigurationReader.class.getClassLoader(),
            REFERENCE,
            ConfigParseOptions.defaults().setAllowMissing(false));
  }

  private static Configuration settings(Section root, CanonicalConfig canonical) {
    Section windows = root.section("window");
    WindowSettings window = WindowSettings.read(windows);
    ModelSettings model = ModelSettings.read(root.section("model"), window);
    window.requireLeastRows(windows, model.ends());
    Configuration configuration =
        new Configuration(
            SimulateSettings.read(root.section("simulate")),
            HistorySettings.read(root.section("history")),
            GridSettings.read(root.section("grid")),
            SplitSettings.read(root.section("split")),
            FeatureSettings.read(root.section("features")),
            window,
            model,
            TrainingSettings.read(
                root.section("training"),
                model.ends().usualTargets(window),
                Monitors.of(model.ends(), window)),
            EvaluationSettings.read(root.section("evaluation")),
            RetrainSettings.read(root.section("retrain")),
            GateSettings.read(root.section("gate")),
            registry(root.section("registry")),
            SecuritySettings.read(root.section("security")),
            scores(root.section("scores")),
            report(root.section("report")),
            run(root.section("run")),
            canonical);
    root.close();
    return configuration;
  }

  private static RegistrySettings registry(Section section) {
    RegistrySettings settings =
        new RegistrySettings(
            section.nonEmpty("path"),
            section.string(
                "model",
                name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
                "must be made of letters, digits, '.', '_' and '-', and begin with a letter or"
                    + " digit"),
            section.integer("keep", 1, 1_000_000),
            PermissionSettings.read(section),
            LockSettings.read(section.section("lock")),
            SigningSettings.read(section.section("signing")));
    section.close();
    return settings;
  }

  private static ScoreSettings scores(Section section) {
    ScoreSettings settings =
        new ScoreSettings(
            section.nonEmpty("output"),
            section.choice("windows", ChosenWindows.class),
            VersionChoice.read(section, "version"));
    section.close();
    return settings;
  }

  private static ReportSettings report(Section section) {
    ReportSettings settings = new ReportSettings(section.nonEmpty("output"));
    section.close();
    return settings;
  }

  private static RunSettings run(Section section) {
    RunSettings settings =
        new RunSettings(
            section.string(
                "id",
                id -> id.matches("[A-Za-z0-9._-]{0,100}") && !id.startsWith("."),
                "must be made of letters, digits, '.', '_' and '-'"),
            section.string("submissions"),
            section.durationOf("executor-wait", 1),
            CheckpointSettings.read(section.section("checkpoint")));
    section.close();
    return settings;
  }

  private static Config parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException("--config " + file + ": there is no such file");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "--config " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Config parseOverride(String override) {
    if (!override.contains("=")) {
      throw new ConfigurationException(
          "--set "
              + Secrets.shown(override)
              + ": write key=value, such as --set training.epochs=5");
    }
    try {
      return ConfigFactory.parseString(
          override,
          ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription("--set"));
    } catch (ConfigException e) {
      String key = override.substring(0, override.indexOf('='));
      if (Secrets.isSecret(key.strip())) {
        throw new ConfigurationException(
            "--set "
                + key
                + "="
                + Secrets.MASK
                + " cannot be read; write its value between quotes");
      }
      throw new ConfigurationException(
          "--set " + Secrets.shown(override) + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String source(Optional<Path> file) {
    return file.map(path -> "the configuration " + path).orElse("the configuration");
  }
}
