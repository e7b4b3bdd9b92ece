package io.chronoshard.train.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.00 KiB",
    "10239, 10.0 KiB",
    "1022976, 999 KiB",
    "1023999, 0.98 MiB",
    "1048576, 1.00 MiB",
    "9223372036854775807, 8.00 EiB"
  })
  void bytesHaveThreeDigitsThatCount(long bytes, String text) {
    assertThat(ByteText.of(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.0000123; 0.01 ms",
        "0.0123; 12.3 ms",
        "0.9994; 999 ms",
        "0.9995; 1.00 s",
        "119; 119 s",
        "121; 2.02 min",
        "7200; 2.00 h",
        "172800; 2.00 days",
        "1e9; 11,574 days"
      })
  void secondsHaveTheUnitInWhichTheyAreTold(double seconds, String text) {
    assertThat(SecondsText.of(seconds)).isEqualTo(text);
  }
}
