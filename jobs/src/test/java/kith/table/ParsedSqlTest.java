package kith.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which relations a query reads, and which it only defines. */
class ParsedSqlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select * from fact_review                                                       | fact_review
          with own as (select * from fact_review) select * from Own                       | fact_review
          with fact_review as (select * from fact_review) select * from fact_review       | fact_review
          with fact_review as (select 1) select * from fact_review                        | -
          select * from (with own as (select 1) select * from own) cross join own         | own
          with own as (select * from later), later as (select 1) select * from own        | later
          with recursive own as (select 1 as n union all select n + 1 from own) table own | -
          select 1 where 1 in (select child_key from dim_child)                           | dim_child
          with own as (select 1) select 1 where exists (select * from own)                | -
          select * from stay, lateral (select * from visit where visit.on = stay.on)      | stay, visit
          select * from parquet.`/lake/x`                                                 | parquet./lake/x
          """)
  void relationsAreThoseThatTheQueryDoesNotDefineItself(String sql, String relations) {
    assertThat(String.join(", ", ParsedSql.relations(sql)))
        .isEqualTo(relations.equals("-") ? "" : relations);
  }
}
