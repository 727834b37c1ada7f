package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Placements that name no child: their period of care does, as Mosaic writes them. */
class RecordPersonsTest {

  private static final SourceSystem MOSAIC =
      SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "mosaic"));
  private static final SourceContract PLACEMENT = MOSAIC.contract("cla_placement");
  private static final List<String> COLUMNS =
      PLACEMENT.landed().stream().map(SourceColumn::name).toList();

  private final RecordPersons persons =
      new RecordPersons(
          PLACEMENT, JudgedTable.cells(MOSAIC), HeldValue.of(Map.of("700", "11", "AB", "12")));

  private static String[] placement(String person, String periodOfCare) {
    String[] texts = new String[COLUMNS.size()];
    texts[COLUMNS.indexOf("clap_person_id")] = person;
    texts[COLUMNS.indexOf("clap_cla_id")] = periodOfCare;
    return texts;
  }

  private static String person(String[] texts) {
    return texts[COLUMNS.indexOf("clap_person_id")];
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void theChildIsThatOfThePeriodOfCare(String blank) {
    String[] texts = placement(blank, "700");

    assertThat(persons.name(texts)).isTrue();
    assertThat(person(texts)).isEqualTo("11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"700.0", " 700", "700\u00a0"})
  void aNumberIsKnownHoweverItIsSpelled(String periodOfCare) {
    String[] texts = placement(null, periodOfCare);

    persons.name(texts);

    assertThat(person(texts)).isEqualTo("11");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "701", "NULL", "0"})
  void aNumberThatNobodyHasNamesNobody(String periodOfCare) {
    String[] texts = placement("", periodOfCare);

    assertThat(persons.name(texts)).isTrue();
    assertThat(person(texts)).isNull();
  }

  @Test
  void aPersonWhomTheSourceNamesStands() {
    String[] texts = placement("12", "700");

    assertThat(persons.name(texts)).isFalse();
    assertThat(person(texts)).isEqualTo("12");
  }
}
