package io.chronoshard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

  private static final String ROOT = "io.chronoshard";

  /** The way that a number takes: a package may use those before it, and none after it. */
  private static final List<String> WAY =
      List.of(
          "error",
          "config",
          "simulate",
          "history",
          "clean",
          "grid",
          "split",
          "feature",
          "scale",
          "block",
          "window",
          "kernel",
          "layer",
          "model",
          "train",
          "registry",
          "score",
          "evaluate",
          "gate",
          "retrain",
          "report");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void knowsNoSpark() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> usesOnlyWhatComesBeforeIt() {
    return WAY.stream()
        .limit(WAY.size() - 1)
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    stage,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(below(stage))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(after(stage))
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  @Test
  void everyPackageIsAStage() {
    Set<String> stages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(Math.min(name.length(), ROOT.length() + 1)))
            .map(name -> name.replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());

    assertThat(stages).isSubsetOf(WAY);
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    Set<String> silent =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .filter(stage -> !stage.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toSet());

    assertThat(silent).as("packages without a package-info.java that is @NullMarked").isEmpty();
  }

  private static String below(String stage) {
    return ROOT + "." + stage + "..";
  }

  private static String[] after(String stage) {
    return WAY.stream()
        .skip(WAY.indexOf(stage) + 1L)
        .map(ArchitectureTest::below)
        .toArray(String[]::new);
  }
}
