package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Test;

class KpiPagesTest {

  private static final String AGAIN = "run jobs/bin/kith dictionary --kpis docs/kpis";

  /** A link to a file, without the place within it. */
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  private final Path folder = Project.home().root().resolve("docs/kpis");
  private final Map<String, String> pages = KpiPages.of(Project.home());

  @Test
  void thePagesOfTheKpisAreThoseOfTheDefinitions() throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(written.keySet()).as(AGAIN).containsExactlyElementsOf(pages.keySet());
    pages.forEach((name, page) -> assertThat(written.get(name)).as(AGAIN).isEqualTo(page));
  }

  @Test
  void noTwoKpisHaveOneTitleWhereverTheyAreListed() {
    List<KpiDefinition> kpis = KpiDefinitions.of(Project.home()).all();

    assertThat(kpis).extracting(KpiDefinition::title).doesNotHaveDuplicates();
    assertThat(kpis).extracting(KpiDefinition::shortTitle).doesNotHaveDuplicates();
    assertThat(kpis).extracting(KpiDefinition::meaning).doesNotHaveDuplicates();
  }

  @Test
  void aPageSaysWhatAReaderAsksFirst() {
    assertThat(pages.get("visit_ontime_pct.md"))
        .startsWith("# Statutory visits in time\n")
        .contains("Members: one row per child looked after at the end of the as-at date")
        .contains("R14 unknown")
        .contains("A visit exactly 42 days ago is in time, a day more is not")
        .contains("- 3 months in long-term foster care after a year: 2\n")
        .contains("No comparable figures are published")
        .contains("[age](../../sql/marts/breakdown/age_band.yaml)")
        .contains("| `visit_interval_days` | 42 |")
        .contains("| `visit.visited_on` | `ssd.cla_visits.clav_cla_visit_date` |")
        .contains("[`fact_visit`](../dictionary.md#fact_visit)");
    assertThat(pages.get("sw_caseload_under25_pct.md"))
        .contains("`worker_month.role`; or `professional.job_title`");
    assertThat(pages.get("cla_rate_10k.md"))
        .contains("Series `cla_rate_10k`", "England, the region, the statistical neighbours")
        .contains("fact_population");
    assertThat(pages.get(KpiPages.LIST))
        .contains("| [Statutory visits in time](visit_ontime_pct.md) | `visit_ontime_pct` |");
  }

  @Test
  void everyLinkOfAPageLeadsToAFile() {
    pages.forEach(
        (name, page) ->
            assertThat(LINK.matcher(page).results().map(link -> link.group(1)))
                .as(name)
                .isNotEmpty()
                .allMatch(
                    link ->
                        pages.containsKey(link) || Files.exists(folder.resolve(link).normalize())));
  }
}
