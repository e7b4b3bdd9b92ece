package io.chronoshard.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What keeps vectors in registers (see the package io.chronoshard.kernel.vector). */
class VectorCodeTest {

  /** Vector operations that C2 still inlines, all of them, into one compiled method. */
  private static final int MOST_OPERATIONS = 60;

  @Test
  void noMethodHasMoreVectorOperationsThanAreInlined() {
    JavaClasses classes = new ClassFileImporter().importPackages("io.chronoshard.kernel.vector");
    Map<String, Long> operations = new TreeMap<>();
    classes.stream()
        .flatMap(type -> type.getMethods().stream())
        .forEach(method -> operations.merge(method.getFullName(), operations(method), Long::sum));

    assertThat(operations).isNotEmpty();
    assertThat(operations.values()).allMatch(count -> count <= MOST_OPERATIONS);
  }

  @Test
  void noVectorIsReadAsOneOfAnotherType() {
    JavaClasses classes = new ClassFileImporter().importPackages("io.chronoshard.kernel.vector");

    assertThat(classes.stream().flatMap(type -> type.getMethodCallsFromSelf().stream()))
        .isNotEmpty()
        .noneMatch(call -> call.getName().startsWith("reinterpret"));
  }

  /** Calls of vectors' methods, and of our own short ones around them. */
  private static long operations(JavaMethod method) {
    return method.getMethodCallsFromSelf().stream()
        .map(JavaMethodCall::getTargetOwner)
        .filter(
            owner ->
                owner.getPackageName().equals("jdk.incubator.vector")
                    || owner.getPackageName().equals(method.getOwner().getPackageName()))
        .count();
  }
}
