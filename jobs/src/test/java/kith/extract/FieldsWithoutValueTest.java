package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import kith.project.Project;
import kith.source.Availability;
import kith.source.SourceColumn;
import kith.source.SourceSystem;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.testing.Counted;
import org.junit.jupiter.api.Test;

class FieldsWithoutValueTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");

  /** Ten records of a table, every cell filled and usable but for the counts given. */
  private static StepCounts tenRecords(Map<String, Long> others) {
    Counts counts = new Counts().put("parsed", 10);
    for (SourceColumn column : SSD.contract("cla_health").landed()) {
      counts.put("filled:" + column.name(), 10);
    }
    others.forEach(counts::put);
    return new StepCounts().put("ssd_cla_health", counts);
  }

  @Test
  void aFieldThatIsBlankOrAFillerOrUnreadableInEveryRecordIsNotCarried() {
    assertThat(FieldsWithoutValue.of(SSD, tenRecords(Map.of()))).isEmpty();
    assertThat(
            FieldsWithoutValue.of(
                SSD,
                tenRecords(
                    Map.of(
                        "filled:clah_health_check_date", 0L,
                        "filler:clah_health_check_type", 4L,
                        "unknown_code:clah_health_check_type", 6L))))
        .containsExactly("cla_health.clah_health_check_date", "cla_health.clah_health_check_type");
    assertThat(
            FieldsWithoutValue.of(SSD, tenRecords(Map.of("unusable:clah_health_check_date", 9L))))
        .isEmpty();
  }

  @Test
  void aTableWithoutRecordsSaysNothingOfItsFields() {
    assertThat(
            FieldsWithoutValue.of(SSD, Counted.by(Map.of("ssd_cla_health", Map.of("parsed", 0L)))))
        .isEmpty();
  }

  @Test
  void whatIsNotCarriedMeetsNoNeedWhateverIsDeclared() {
    Availability declared = Availability.of(Project.home(), "ssd");
    String need = "cla_health.clah_health_check_date";

    assertThat(declared.carries(need, Set.of())).isTrue();
    assertThat(
            declared.without(Set.of("cla_health.clah_health_check_date")).carries(need, Set.of()))
        .isFalse();
  }
}
