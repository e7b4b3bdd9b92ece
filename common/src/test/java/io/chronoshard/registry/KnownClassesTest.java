package io.chronoshard.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/** What a model file may name of ours is what networks are made of. */
class KnownClassesTest {

  @Test
  void eachOwnPartOfANetworkIsKnown() {
    Set<String> parts =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.chronoshard.layer")
                .stream()
                .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(KnownClassesTest::isPart)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(KnownClasses.NAMES.stream().filter(name -> name.startsWith("io.chronoshard.")))
        .containsExactlyInAnyOrderElementsOf(parts);
  }

  private static boolean isPart(JavaClass one) {
    return Stream.of(
            Layer.class,
            GraphVertex.class,
            InputPreProcessor.class,
            IUpdater.class,
            Regularization.class)
        .anyMatch(one::isAssignableTo);
  }
}
