package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;

/** What is wrong with the columns of a file, without printing names that are in no contract. */
class HeaderTest {

  private static final String NUMBER = "disa_table_id";
  private static final String PERSON = "disa_person_id";
  private static final String KIND = "disa_disability_code";
  private static final SourceContract DISABILITY =
      SourceSystem.of(Project.home(), "ssd").contract("disability");

  private static final SourceContract EPISODES =
      SourceSystem.of(Project.home(), "ssd").contract("cla_episodes");
  private static final List<String> EPISODE_COLUMNS =
      EPISODES.columns().stream().map(SourceColumn::name).toList();

  private static Optional<String> breach(String... header) {
    return Header.breach(DISABILITY, List.of(header));
  }

  @Test
  void theColumnsOfTheContractInAnyOrderAreWhole() {
    assertThat(breach(NUMBER, PERSON, KIND)).isEmpty();
    assertThat(breach(KIND, NUMBER, PERSON)).isEmpty();
  }

  @Test
  void missingColumnsAreNamed() {
    assertThat(breach(NUMBER, PERSON))
        .hasValue("column disa_disability_code is missing (2 of 3 columns found)");
    assertThat(
            Header.breach(
                SourceSystem.of(Project.home(), "ssd").contract("missing"),
                List.of(
                    "miss_table_id",
                    "miss_person_id",
                    "miss_missing_episode_start_date",
                    "miss_missing_episode_type",
                    "miss_missing_episode_end_date")))
        .hasValue(
            "columns miss_missing_rhi_offered, miss_missing_rhi_accepted are missing (5 of 7"
                + " columns found)");
  }

  @Test
  void aFileWithFewerThanHalfOfTheColumnsHasAnotherHeader() {
    assertThat(breach("1", "11", "VIS"))
        .hasValue("its header is missing or wrong: 0 of 3 columns found");
    assertThat(breach(NUMBER, "11", "VIS"))
        .hasValue("its header is missing or wrong: 1 of 3 columns found");
    assertThat(Header.breach(EPISODES, EPISODE_COLUMNS.subList(0, 5)))
        .hasValue("its header is missing or wrong: 5 of 12 columns found");
    assertThat(Header.breach(EPISODES, EPISODE_COLUMNS.subList(0, 6)))
        .as("exactly half")
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("columns ").endsWith("(6 of 12 columns found)"));
  }

  @Test
  void aColumnThatIsThereTwiceIsNamedWhereTheContractHasIt() {
    assertThat(breach(NUMBER, PERSON, KIND, PERSON))
        .hasValue("its header names a column twice: disa_person_id");
    assertThat(breach(NUMBER, PERSON, KIND, "Amy", "Amy", "Bob", "Bob", "Cat"))
        .hasValue("its header names 2 column(s) twice that no contract names");
  }

  @Test
  void columnsWithoutANameMayBeThereSeveralTimes() {
    assertThat(breach(NUMBER, PERSON, KIND, "", "")).isEmpty();
  }

  @Test
  void namesAreKnownInOtherLettersWithBlanksAndInBrackets() {
    assertThat(
            Header.names(
                DISABILITY,
                Arrays.asList("DISA_Table_ID", " disa_person_id ", "[Disa_Disability_Code]", null)))
        .containsExactly(NUMBER, PERSON, KIND, "");
    assertThat(Header.names(DISABILITY, List.of("[disa_table_id", "Amy")))
        .as("as they are")
        .containsExactly("[disa_table_id", "Amy");
  }
}
