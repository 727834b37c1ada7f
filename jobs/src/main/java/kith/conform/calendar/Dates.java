package kith.conform.calendar;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kith.project.Project;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@code dim_date}: the days that facts and KPIs refer to.
 *
 * <ul>
 *   <li>Grain: one row per day from 1 January 1990 to five years after the business date.
 *   <li>Source: the calendar; bank holidays of England with {@code
 *       conf/calendar/bank_holidays.csv}.
 *   <li>Units: {@code working_day_number} counts working days since the first day. Any other day
 *       has the number of the working day before, so differences count working days whatever the
 *       day of the week (R9).
 *   <li>Nulls: {@code term_ended_from} where {@code conf/calendar/school_terms.csv} does not reach.
 * </ul>
 */
public final class Dates implements TableBuild {

  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
  private static final int YEARS_AHEAD = 5;
  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          date date, calendar_year int, calendar_month int, day_of_week int, financial_year int,
          financial_year_label string, financial_quarter int, quarter_end date, month_end date,
          is_bank_holiday boolean, is_working_day boolean, working_day_number int,
          term_ended_from date
          """);

  private final Project project;

  /**
   * Reads the one-off bank holidays and the school terms of the project when the table is built.
   */
  public Dates(Project project) {
    this.project = project;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_DATE;
  }

  @Override
  public List<TableName> reads() {
    return List.of();
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    LocalDate lastDay = businessDate.plusYears(YEARS_AHEAD);
    Set<LocalDate> holidays =
        new BankHolidays(project.conf().resolve("calendar/bank_holidays.csv"))
            .between(FIRST_DAY.getYear(), lastDay.getYear());
    SchoolTerms terms = new SchoolTerms(project.conf().resolve("calendar/school_terms.csv"));
    List<Row> days = new ArrayList<>();
    int workingDays = 0;
    for (LocalDate day = FIRST_DAY; !day.isAfter(lastDay); day = day.plusDays(1)) {
      boolean working = day.getDayOfWeek().getValue() <= 5 && !holidays.contains(day);
      workingDays += working ? 1 : 0;
      days.add(rowOf(day, holidays.contains(day), working, workingDays, terms.endedFrom(day)));
    }
    return inputs.spark().createDataFrame(days, COLUMNS);
  }

  private static Row rowOf(
      LocalDate day,
      boolean holiday,
      boolean working,
      int workingDays,
      @Nullable LocalDate termEndedFrom) {
    int financialYear = day.getMonthValue() >= 4 ? day.getYear() : day.getYear() - 1;
    int financialQuarter = (day.getMonthValue() + 8) % 12 / 3 + 1;
    LocalDate quarterEnd = day.plusMonths((12 - day.getMonthValue()) % 3).with(lastDayOfMonth());
    return RowFactory.create(
        Date.valueOf(day),
        day.getYear(),
        day.getMonthValue(),
        day.getDayOfWeek().getValue(),
        financialYear,
        "%d-%02d".formatted(financialYear, (financialYear + 1) % 100),
        financialQuarter,
        Date.valueOf(quarterEnd),
        Date.valueOf(day.with(lastDayOfMonth())),
        holiday,
        working,
        workingDays,
        termEndedFrom == null ? null : Date.valueOf(termEndedFrom));
  }
}
