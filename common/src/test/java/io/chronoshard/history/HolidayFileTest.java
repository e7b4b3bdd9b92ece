package io.chronoshard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.config.ConfigurationReader;
import io.chronoshard.error.ConfigurationException;
import io.chronoshard.error.DataException;
import io.chronoshard.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolidayFileTest {

  @TempDir Path folder;

  @Test
  void theDatesOfAColumnAreRead() throws IOException {
    assertThat(read("date,name\n2023-12-25,Christmas\n\n\"2024-01-01\",\"New, Year\"\n"))
        .containsExactly(day("2023-12-25"), day("2024-01-01"));
    assertThat(
            read(
                "name;on\nFirst;1. May 1969\n",
                "history.csv.separator = \";\"",
                "features.holidays { column = on, pattern = \"d. MMM yyyy\" }"))
        .containsExactly(day("1969-05-01"));
  }

  @Test
  void noFileHoldsNoDay() {
    var settings = ConfigurationReader.read(Optional.empty(), List.of());
    assertThat(
            HolidayFile.read(
                settings.features().holidays(), settings.history(), new Configuration()))
        .isEmpty();
  }

  @Test
  void whatCannotBeReadIsToldWithItsPlace() {
    assertRefused(
        DataException.class,
        ", line 3 (features.holidays.input): \"2023-02-30\" is no date as features.holidays.pattern = yyyy-MM-dd describes it; mend the file",
        "date\n2023-02-28\n2023-02-30\n");
    assertRefused(
        DataException.class,
        ", line 2 (features.holidays.input): the line has not the 2 cells of the header",
        "date,name\n2023-02-28\n");
    assertRefused(DataException.class, "holds no date; bring a file that does", "date\n");
    assertRefused(
        ConfigurationException.class,
        "features.holidays.column = \"date\" is not in the header of ",
        "day\n2023-02-28\n");
    assertRefused(
        ConfigurationException.class,
        "features.holidays.column = \"date\" is not in the header of ",
        "");
    assertRefused(
        ConfigurationException.class,
        "features.holidays.pattern = \"yyyy\" gives no date",
        "date\n2023\n",
        "features.holidays.pattern = yyyy");
  }

  private void assertRefused(
      Class<? extends UserException> kind, String message, String text, String... sets) {
    assertThatThrownBy(() -> read(text, sets)).isInstanceOf(kind).hasMessageContaining(message);
  }

  private List<Long> read(String text, String... sets) throws IOException {
    Path file = Files.writeString(folder.resolve("holidays.csv"), text);
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("features.holidays.input = \"" + file + "\"");
    var settings = ConfigurationReader.read(Optional.empty(), all);
    return HolidayFile.read(
        settings.features().holidays(), settings.history(), new Configuration());
  }

  private static long day(String date) {
    return LocalDate.parse(date).toEpochDay();
  }
}
