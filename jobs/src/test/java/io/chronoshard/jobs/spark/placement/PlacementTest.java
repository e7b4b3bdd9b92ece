package io.chronoshard.jobs.spark.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  private static final int CASES = 2000;

  /** Executors of unlike sizes, some of which hold some of the parts, others of which are gone. */
  private record Case(int seed, List<Executor> executors, List<Optional<Executor>> held) {

    static Case of(int seed) {
      MersenneTwister random = new MersenneTwister(seed);
      List<Executor> all = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(9); i++) {
        all.add(new Executor(Integer.toString(i), "host-" + i / 2, 4, 1 + random.nextInt(4)));
      }
      List<Executor> present = all.subList(random.nextInt(all.size()), all.size());
      List<Optional<Executor>> held = new ArrayList<>();
      int parts = random.nextInt(40);
      for (int i = 0; i < parts; i++) {
        held.add(
            random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(all.get(random.nextInt(all.size()))));
      }
      return new Case(seed, present, held);
    }

    int fewestTurns() {
      int slots = executors.stream().mapToInt(Executor::slots).sum();
      return (held.size() + slots - 1) / slots;
    }

    int turns(List<Executor> places) {
      return executors.stream()
          .mapToInt(
              executor ->
                  (Collections.frequency(places, executor) + executor.slots() - 1)
                      / executor.slots())
          .max()
          .orElse(0);
    }

    long there() {
      return held.stream().filter(at -> at.filter(executors::contains).isPresent()).count();
    }
  }

  @Test
  void partsAreDoneInTheFewestTurnsWhereverTheyLay() {
    for (int seed = 1; seed <= CASES; seed++) {
      Case random = Case.of(seed);
      List<Executor> places = Placement.of(random.executors(), random.held());
      assertThat(places).as("seed %d", seed).hasSameSizeAs(random.held());
      assertThat(random.executors()).as("seed %d", seed).containsAll(places);
      assertThat(random.turns(places)).as("seed %d", seed).isEqualTo(random.fewestTurns());
    }
  }

  @Test
  void noMorePartsMoveThanAnExecutorHasTooMany() {
    for (int seed = 1; seed <= CASES; seed++) {
      Case random = Case.of(seed);
      List<Executor> places = Placement.of(random.executors(), random.held());
      long surplus = 0;
      for (Executor executor : random.executors()) {
        int holds = Collections.frequency(random.held(), Optional.of(executor));
        surplus += Math.max(0, holds - random.fewestTurns() * executor.slots());
      }
      long stay = 0;
      for (int part = 0; part < places.size(); part++) {
        stay += random.held().get(part).equals(Optional.of(places.get(part))) ? 1 : 0;
      }
      assertThat(stay).as("seed %d", seed).isEqualTo(random.there() - surplus);
    }
  }

  @Test
  void whatIsPlacedStays() {
    for (int seed = 1; seed <= CASES; seed++) {
      Case random = Case.of(seed);
      List<Executor> places = Placement.of(random.executors(), random.held());
      assertThat(Placement.of(random.executors(), places.stream().map(Optional::of).toList()))
          .as("seed %d", seed)
          .isEqualTo(places);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void equalExecutorsGetEqualParts(int count) {
    List<Executor> executors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      executors.add(new Executor(Integer.toString(i), "host", 2, 2));
    }
    List<Executor> places =
        Placement.of(executors, Collections.nCopies(3 * count, Optional.empty()));
    assertThat(executors)
        .allSatisfy(executor -> assertThat(Collections.frequency(places, executor)).isEqualTo(3));
  }

  @Test
  void withoutExecutorsNothingIsPlaced() {
    assertThatThrownBy(() -> Placement.of(List.of(), List.of(Optional.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no executors to place 1 parts on");
  }
}
