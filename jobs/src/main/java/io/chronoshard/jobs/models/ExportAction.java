package io.chronoshard.jobs.models;

import io.chronoshard.jobs.cli.JobOption;
import io.chronoshard.registry.Exchange.Present;
import io.chronoshard.registry.Exported;
import io.chronoshard.registry.ModelVersion;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Writes a version as one file. */
final class ExportAction implements ModelsAction {

  private static final String OVERWRITE = "--overwrite";

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String words() {
    return "VERSION FILE";
  }

  @Override
  public String summary() {
    return "Writes a version as one file, once it is found sound.";
  }

  @Override
  public Arity arity() {
    return new Arity(2, 2);
  }

  @Override
  public List<JobOption> options() {
    return List.of(
        new JobOption(
            OVERWRITE, "", "export: replaces the file that has the name.", List.of(name())));
  }

  @Override
  public void run(Asked asked) {
    int version = asked.registry().number(VersionWord.choice(asked.words().get(0)));
    Present present = asked.option(OVERWRITE).isPresent() ? Present.REPLACED : Present.REFUSED;
    Exported exported =
        asked
            .registry()
            .exchange()
            .export(version, asked.words().get(1), present, new Configuration());
    asked
        .context()
        .result(
            exported,
            () ->
                String.format(
                    Locale.ROOT,
                    "%s of %s is in %s, %,d bytes, SHA-256 %s",
                    ModelVersion.name(version),
                    asked.model(),
                    exported.file(),
                    exported.length(),
                    exported.sha256()));
  }
}
