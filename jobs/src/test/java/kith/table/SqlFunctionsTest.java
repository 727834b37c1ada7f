package kith.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import kith.project.KithException;
import kith.project.Parameters;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

class SqlFunctionsTest {

  @Test
  void aBirthdayOf29FebruaryIs1MarchInACommonYear() {
    assertThat(value("birthday(date'2008-02-29', 17)")).isEqualTo("2025-03-01");
    assertThat(value("birthday(date'2008-02-29', 16)")).isEqualTo("2024-02-29");
    assertThat(value("birthday(date'2008-05-31', 18)")).isEqualTo("2026-05-31");
  }

  @Test
  void anAgeChangesOnTheBirthday() {
    assertThat(value("age_on(date'2008-02-29', date'2025-02-28')")).isEqualTo("16");
    assertThat(value("age_on(date'2008-02-29', date'2025-03-01')")).isEqualTo("17");
    assertThat(value("age_on(date'2025-03-31', date'2025-03-31')")).isEqualTo("0");
    assertThat(value("age_on(date'2025-04-01', date'2025-03-31')")).isEqualTo("-1");
  }

  @Test
  void theOperatorSaysWhetherTheLimitItselfIsWithinIt() {
    assertThat(value("is_within_limit(24, 25, 'less_than')")).isEqualTo("true");
    assertThat(value("is_within_limit(25, 25, 'less_than')")).isEqualTo("false");
    assertThat(value("is_within_limit(25, 25, 'at_most')")).isEqualTo("true");
    assertThat(value("is_within_limit(26, 25, 'at_most')")).isEqualTo("false");
    assertThat(value("is_within_limit(15, 25 * 0.60, 'less_than')")).isEqualTo("false");
    assertThat(value("is_within_limit(20, 25 * 0.83, 'less_than')")).isEqualTo("true");
  }

  private static String value(String expression) {
    return SparkTest.spark().sql("select cast(" + expression + " as string)").first().getString(0);
  }

  @Test
  void theBirthdayInACommonYearIsOneOfTwoDays() {
    assertThat(SqlFunctions.commonYearDay(on("1 March"))).isEqualTo("3, 1");
    assertThat(SqlFunctions.commonYearDay(on("28 February"))).isEqualTo("2, 28");
    assertThatThrownBy(() -> SqlFunctions.commonYearDay(on("2 March")))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("birthday_of_29_february");
  }

  private static Parameters on(String day) {
    return Parameters.of(JsonNodeFactory.instance.objectNode().put("birthday_of_29_february", day));
  }
}
