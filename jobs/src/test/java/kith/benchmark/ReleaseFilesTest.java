package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every file of the releases of 2022 to 2025, by its name and columns. */
class ReleaseFilesTest {

  private static final Path FILES =
      Project.home().root().resolve("../shared/reference/benchmarks/ees_columns_by_edition.csv");

  /** The columns that come first in each of them. */
  private static final List<String> COMMON =
      List.of(
          "time_period",
          "time_identifier",
          "geographic_level",
          "country_code",
          "country_name",
          "region_code",
          "region_name",
          "old_la_code",
          "la_name",
          "new_la_code");

  /** A file that only its columns would tell is read by the labels of another, and stops a load. */
  @Test
  void eachIsReadByItsNameOrListedAsOneThatIsNot() {
    assumeTrue(Files.isRegularFile(FILES), "the list of the publishers' files is not here");
    List<Mapping> mappings = MappingFile.readAll(Project.home().conf().resolve("benchmarks"));
    BenchmarkLoad load = new BenchmarkLoad(Project.home());
    List<String> unknown = new ArrayList<>();
    int read = 0;
    int notRead = 0;
    for (Map<String, @Nullable String> file : CodeLists.read(FILES)) {
      String name = CodeLists.filled(file, "file");
      String stem = Downloads.stem(name);
      List<String> columns = new ArrayList<>(COMMON);
      columns.addAll(
          List.of(CodeLists.filled(file, "columns_after_the_ten_common_ones").split(" ")));
      List<Mapping> named = mappings.stream().filter(one -> one.isNamed(stem)).toList();
      if (named.size() == 1 && named.get(0).fits(columns)) {
        read++;
      } else if (named.isEmpty() && load.whyNotRead(stem).isPresent()) {
        notRead++;
      } else {
        unknown.add(file.get("edition") + " " + name);
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(read).isGreaterThan(30);
    assertThat(notRead).isGreaterThan(12);
  }
}
