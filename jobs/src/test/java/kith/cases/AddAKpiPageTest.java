package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.contract.Project;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/add-a-kpi.md works as it stands on the page. */
class AddAKpiPageTest {

  /** A heading that names a file, and the block that follows it. */
  private static final Pattern FILE =
      Pattern.compile("## [^`\\n]*`sql/marts/([^`]+)`\\s+```\\w+\\n(.*?)\\n```", Pattern.DOTALL);

  @TempDir private Path marts;

  @TestFactory
  Stream<DynamicNode> theExampleOfThePageIsAKpiWithItsCases() throws IOException {
    String page = Files.readString(Project.home().root().resolve("docs/add-a-kpi.md"));
    List<MatchResult> files = FILE.matcher(page).results().toList();
    assertThat(files).hasSize(3);
    for (MatchResult file : files) {
      Path path = marts.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2) + "\n");
    }
    return QueryCases.ofKpis(marts);
  }
}
