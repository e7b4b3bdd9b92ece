package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chronoshard.error.StorageException;
import io.chronoshard.registry.OutputFolder.Committed;
import io.chronoshard.registry.Provenance.TrainingData;
import io.chronoshard.registry.RandomRecords.Evaluated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final RecursiveComparisonConfiguration BITS =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType(Float::equals, Float.class)
          .withEqualsForType(Double::equals, Double.class)
          .build();

  @Test
  void everyRecordComesBackToTheBit() {
    for (int seed = 0; seed < 300; seed++) {
      RandomRecords random = new RandomRecords(seed);
      for (Record written :
          List.of(
              random.pipeline(),
              random.metrics(),
              random.provenance(),
              random.manifest(),
              random.promotion(),
              random.runStatus(),
              random.history(),
              random.ledger())) {
        byte[] json = Json.bytes(written);
        Record read = Json.read(json, written.getClass(), "memory");

        assertThat(read).as("seed %d", seed).isEqualTo(written);
        assertThat(Json.bytes(read)).as("seed %d", seed).isEqualTo(json);
        assertThat(Json.read(Json.line(written), written.getClass(), "memory"))
            .as("seed %d", seed)
            .isEqualTo(written);
      }
    }
  }

  @Test
  void arraysComeBackToTheBit() {
    for (int seed = 0; seed < 300; seed++) {
      RandomRecords random = new RandomRecords(seed);
      SeriesEntry[] entries = random.seriesEntries();
      assertThat(Json.read(Json.line(entries), SeriesEntry[].class, "memory")).isEqualTo(entries);
      Samples samples = random.samples();
      Evaluated evaluated = random.evaluated();

      assertThat(Json.read(Json.bytes(samples), Samples.class, "memory"))
          .as("seed %d", seed)
          .usingRecursiveComparison(BITS)
          .isEqualTo(samples);
      assertThat(Json.read(Json.bytes(evaluated), Evaluated.class, "memory"))
          .as("seed %d", seed)
          .usingRecursiveComparison(BITS)
          .isEqualTo(evaluated);
    }
  }

  @Test
  void keysAreSortedWhateverTheOrderOfTheMap() {
    Map<String, Object> forward = new java.util.LinkedHashMap<>();
    Map<String, Object> backward = new java.util.LinkedHashMap<>();
    IntStream.range(0, 100).forEach(i -> forward.put("key" + i, i));
    IntStream.range(0, 100).map(i -> 99 - i).forEach(i -> backward.put("key" + i, i));

    assertThat(Json.line(forward)).isEqualTo(Json.line(backward));
    assertThat(
            new String(
                Json.line(new Committed("run", Map.of("b", 1, "a", 2))), StandardCharsets.UTF_8))
        .isEqualTo("{\"facts\":{\"a\":2,\"b\":1},\"run\":\"run\"}\n");
  }

  @Test
  void noClassIsNamed() {
    for (int seed = 0; seed < 20; seed++) {
      RandomRecords random = new RandomRecords(seed);
      for (Record written : List.of(random.pipeline(), random.metrics(), random.provenance())) {
        assertThat(new String(Json.bytes(written), StandardCharsets.UTF_8))
            .as("seed %d", seed)
            .doesNotContain("chronoshard", "java.");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // An unknown key, a missing one, a null one, a key twice.
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":2,\"x\":1}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\"}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":null,\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":2}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":null}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":2,\"version\":3}",
        // Another kind of value.
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"yesterday\",\"restores\":1,\"runId\":\"r\",\"version\":2}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":\"2\"}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":2.5}",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":[1],\"runId\":\"r\",\"version\":2}",
        // Something behind it, the half of it, nothing.
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,\"runId\":\"r\",\"version\":2} 1",
        "{\"decision\":\"d\",\"format\":2,\"operator\":\"o\",\"promoted\":\"2024-01-01T00:00:00Z\",\"restores\":1,",
        "null",
        ""
      })
  void whatDoesNotFitIsRefusedWithItsSource(String json) {
    assertThatThrownBy(
            () ->
                Json.read(
                    json.getBytes(StandardCharsets.UTF_8),
                    PromotionFile.class,
                    "promotions/000002/promotion.json"))
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith(
            "promotions/000002/promotion.json is damaged, or of another release: ");
  }

  @Test
  void aValueThatTheRecordRefusesIsRefused() {
    String json =
        "{\"fingerprint\":\"f\",\"axis\":{\"kind\":\"ROWS\",\"stepMillis\":7},\"fromStep\":0,\"toStep\":1}";

    assertThatThrownBy(
            () -> Json.read(json.getBytes(StandardCharsets.UTF_8), TrainingData.class, "here"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("ROWS with a step of 7 ms");
  }

  @Test
  void nestingIsBounded() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.read(deep, Object.class, "here"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("exceeds the maximum");
  }

  @Test
  void whatIsNotThereIsNull() {
    PromotionFile promotion =
        new PromotionFile(
            2, 7, Optional.empty(), Optional.of("run"), Optional.empty(), "alice", Instant.EPOCH);

    assertThat(new String(Json.line(promotion), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"format\":2,\"decision\":null,\"operator\":\"alice\",\"promoted\":\"1970-01-01T00:00:00Z\",\"restores\":null,"
                + "\"runId\":\"run\",\"version\":7}\n");
  }
}
