package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarTest {

  @Test
  void bornOn29FebruaryHasBirthdayOn1MarchOfACommonYear() {
    LocalDate born = LocalDate.of(2008, 2, 29);

    assertThat(Calendar.birthday(born, 17)).isEqualTo("2025-03-01");
    assertThat(Calendar.birthday(born, 16)).isEqualTo("2024-02-29");
    assertThat(Calendar.age(born, LocalDate.of(2025, 2, 28))).isEqualTo(16);
  }

  @Test
  void workingDaysLeaveOutWeekendsAndBankHolidays() {
    LocalDate thursdayBeforeEaster = LocalDate.of(2024, 3, 28);

    assertThat(Calendar.plusWorkingDays(thursdayBeforeEaster, 1)).isEqualTo("2024-04-02");
    assertThat(Calendar.workingDay(LocalDate.of(2022, 9, 19))).isEqualTo("2022-09-20");
    assertThat(Calendar.workingDay(LocalDate.of(2021, 12, 25))).isEqualTo("2021-12-29");
    assertThat(Calendar.workingDay(LocalDate.of(2020, 5, 8))).isEqualTo("2020-05-11");
  }

  @Test
  void yearIsNamedAfterTheMarchInWhichItEnds() {
    assertThat(Calendar.financialYear(LocalDate.of(2025, 3, 31))).isEqualTo(2025);
    assertThat(Calendar.financialYear(LocalDate.of(2025, 4, 1))).isEqualTo(2026);
  }
}
