package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import kith.project.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a title says of the target, in the oldest quarter: no earlier one is there to compare. */
class ChartTitlesTest {

  private static final LocalDate OLDEST = LocalDate.of(2023, 12, 31);

  private static Published published;

  @BeforeAll
  static void build(@TempDir Path folder) {
    published = Published.read(InventedPublication.in(folder, true), 840);
  }

  private static String title(String kpi) {
    Kpi of = published.kpi(kpi);
    Sheet sheet = new Sheet(published, Wording.read(Project.home()), OLDEST, 20);
    return new ChartTitles(sheet).trend(of, of.comparedPeriod());
  }

  @Test
  void missedAndNearAreToldApartAsOnPageOne() {
    assertThat(title(InventedPublication.RED))
        .isEqualTo("First health assessments in time: off target");
    assertThat(title(InventedPublication.MAY_RISE)).endsWith(": near target");
  }
}
