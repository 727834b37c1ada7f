package kith.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kith.project.Project;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

class NeededFieldsTest {

  private static Set<String> behind(String... needs) {
    return NeededFields.of(
        Project.home(),
        List.of(
            SourceSystem.of(Project.home(), "ssd"), SourceSystem.of(Project.home(), "benchmark")),
        SparkTest.specs(),
        List.of(needs));
  }

  @Test
  void aNeedCountsForAllOfItsTableButForWhatFiguresCanDoWithout() {
    Set<String> fields =
        Set.of("ssd.person.pers_person_id", "ssd.person.pers_dob", "ssd.person.pers_expected_dob");

    assertThat(behind("person")).isEqualTo(fields);
    assertThat(behind("person.birth_on")).isEqualTo(fields);
  }

  @Test
  void whatFiguresCanDoWithoutCountsWhereItIsNamed() {
    assertThat(behind("person.ethnicity"))
        .containsAll(behind("person"))
        .contains("ssd.person.pers_ethnicity")
        .doesNotContain("ssd.person.pers_sex");
    assertThat(behind("person", "person.sex", "person.ethnicity"))
        .contains("ssd.person.pers_sex", "ssd.person.pers_ethnicity");
  }

  @Test
  void aNeedOfOneCodeIsOneOfItsColumn() {
    assertThat(behind("placement_record.placement_type=T0"))
        .isEqualTo(behind("placement_record.placement_type"))
        .contains("ssd.cla_placement.clap_cla_placement_type");
  }

  @Test
  void whatDecidesWhichRowsThereAreCounts() {
    assertThat(behind("disability.source_row"))
        .contains("ssd.disability.disa_person_id", "ssd.disability.disa_disability_code");
  }

  @Test
  void everySourceThatFillsTheTableCounts() {
    assertThat(behind("benchmark")).contains("benchmark.benchmark_series.value");
    assertThat(behind()).isEmpty();
  }
}
