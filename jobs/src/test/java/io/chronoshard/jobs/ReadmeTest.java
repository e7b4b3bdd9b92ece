package io.chronoshard.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of the files beside it. */
class ReadmeTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*) \\| [^|]+ \\| ([^|]+) \\|$");

  private static final Pattern PARAMETERS = Pattern.compile("(?m)^# Parameters: (.+)$");

  @Test
  void itListsEachRecipeWithItsParameters() throws IOException {
    Map<String, String> told = new TreeMap<>();
    String readme = Files.readString(ProjectFolder.path().resolve("README.md"));
    Matcher rows = ROW.matcher(section(readme, "Recipes"));
    while (rows.find()) {
      List<String> names = List.of(rows.group(1).replace("`", "").split(", "));
      List<String> parameters =
          names.size() == 1 ? List.of(rows.group(2)) : List.of(rows.group(2).split(", "));
      assertThat(parameters).hasSameSizeAs(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(told.put(names.get(i), parameters.get(i))).isNull();
      }
    }
    Map<String, String> recipes = new TreeMap<>();
    for (Path recipe : RecipesIT.recipes().toList()) {
      Matcher parameters = PARAMETERS.matcher(Files.readString(RecipesIT.RECIPES.resolve(recipe)));
      assertThat(parameters.find()).as("parameters of %s", recipe).isTrue();
      recipes.put(recipe.toString().replace(".conf", ""), parameters.group(1));
    }
    assertThat(told.keySet()).isEqualTo(recipes.keySet());
    told.forEach(
        (recipe, parameters) ->
            assertThat(recipes.get(recipe)).as(recipe).contains(parameters.split(" ")[0]));
  }

  private static String section(String readme, String heading) {
    String from = readme.substring(readme.indexOf("\n## " + heading + "\n") + 1);
    return from.substring(0, from.indexOf("\n## "));
  }
}
