package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chronoshard.registry.WrittenKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training signs its version; who forecasts with it insists on the signature, or does not. */
class SignedTrainingIT {

  private static final String REQUIRED = "registry.signing.required = true";

  @TempDir private Path folder;

  @Test
  void aSignedVersionScoresWhereItsKeyIsTrustedAndNowhereElse() throws IOException {
    WrittenHistory.weather(1, 1, 1500, 0.001, 512).write(folder.resolve("history"), 1);
    WrittenKeys plant = WrittenKeys.in(folder, "plant");
    WrittenKeys other = WrittenKeys.in(folder, "other");
    RunMain main =
        new RunMain(
                folder,
                """
                history.table = "%1$s/history"
                registry { path = "%1$s/registry", model = weather }
                window { length = 12, lead = 3, targets = [c0] }
                model.layers = [{ type = gru, units = 3 }]
                training { epochs = 1, batch = 32 }
                scores.output = "%1$s/scores"
                """)
            .on("no-such-master");

    assertThat(main.run("train", plant.signs(), other.trusted())).isEqualTo(2);
    assertThat(main.err()).contains("plant.pem\" belongs to none of the public keys in");
    assertThat(main.run("train", plant.trusted(), REQUIRED)).isEqualTo(2);
    assertThat(main.err()).contains("there is no key to sign with");
    assertThat(main.run("score", "registry.signing.trusted = absent.pem")).isEqualTo(2);
    assertThat(main.err()).contains("\"absent.pem\" cannot be read");
    assertThat(folder.resolve("registry")).doesNotExist();

    main.on("local[2]").require("train", plant.signs(), plant.trusted(), REQUIRED);

    main.on("no-such-master");
    for (String job : new String[] {"score", "evaluate", "report"}) {
      assertThat(main.run(job, other.trusted(), "evaluation.version = champion")).isEqualTo(4);
      assertThat(main.err())
          .contains("promotions/000001 is signed by none of the trusted keys (other.pub.pem)");
    }
    assertThat(main.run("evaluate", other.trusted())).isEqualTo(4);
    assertThat(main.err())
        .contains("v000001 is signed by none of the trusted keys (other.pub.pem)");
    main.on("local[2]").require("score", plant.trusted(), REQUIRED);
    assertThat(main.out()).contains("v000001");
  }
}
