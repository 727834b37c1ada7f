package kith.table;

import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import org.apache.spark.sql.SparkSession;

/** The functions that Kith's SQL shares, written in SQL so that Spark can plan them. */
public final class SqlFunctions {

  /** Their names. */
  public static final Set<String> NAMES =
      Set.of("birthday", "age_on", "calendar_months_after", "is_within_limit");

  private SqlFunctions() {}

  /**
   * Registers the shared functions in a session.
   *
   * <ul>
   *   <li>{@code birthday(birth_on, age)}: the day on which the person reaches that age. Born on 29
   *       February: in a common year the day of the parameter {@code birthday_of_29_february} (R8).
   *   <li>{@code age_on(birth_on, day)}: completed years on a day (R7); negative before birth.
   *   <li>{@code calendar_months_after(day, months)}: the same day of the month, or the month's
   *       last day.
   *   <li>{@code is_within_limit(cases, most, operator)}: whether a worker with that many cases is
   *       within the agreed limit: {@code less_than} it or {@code at_most} that many.
   * </ul>
   */
  public static void register(SparkSession spark) {
    spark.sql(
        """
        create or replace temporary function birthday(birth_on date, age int) returns date
        return if(
            month(birth_on) = 2 and day(birth_on) = 29
                and day(last_day(make_date(year(birth_on) + age, 2, 1))) = 28,
            make_date(year(birth_on) + age, %s),
            make_date(year(birth_on) + age, month(birth_on), day(birth_on)))
        """
            .formatted(commonYearDay(Parameters.of(Project.home()))));
    spark.sql(
        """
        create or replace temporary function age_on(birth_on date, on_day date) returns int
        return year(on_day) - year(birth_on)
            - if(on_day < birthday(birth_on, year(on_day) - year(birth_on)), 1, 0)
        """);
    spark.sql(
        """
        create or replace temporary function calendar_months_after(from_day date, months int) returns date
        return add_months(from_day, months)
        """);
    spark.sql(
        """
        create or replace temporary function is_within_limit(cases int, most decimal(18, 2), operator string) returns boolean
        return cases < most or (operator = 'at_most' and cases = most)
        """);
  }

  /** Month and day, as arguments, on which somebody born on 29 February has a birthday. */
  static String commonYearDay(Parameters parameters) {
    String day = parameters.text("birthday_of_29_february");
    return switch (day) {
      case "1 March" -> "3, 1";
      case "28 February" -> "2, 28";
      default ->
          throw new KithException(
              ExitCode.WRONG_USAGE,
              "Parameter birthday_of_29_february in conf/parameters.yaml is " + day + ".",
              "Nothing was run.",
              "Write 1 March or 28 February, then run the command again.");
    };
  }
}
