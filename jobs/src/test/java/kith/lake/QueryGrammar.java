package kith.lake;

import java.util.List;
import java.util.Random;

/**
 * Random queries, each over columns {@code k} (a number) and {@code t} (a text) over the tables of
 * {@link TinyLake}: harmless ones, or with one part somewhere in them that must be refused.
 */
final class QueryGrammar {

  private static final List<String> TABLES =
      List.of(
          "(select child_key as k, placement_type as t from fact_placement)",
          "(select child_key as k, sex as t from dim_child)",
          "(select cast(value as bigint) as k, kpi as t from kpi_quarterly)",
          "(select * from values (1L, 'a'), (2L, null) as v (k, t))",
          "(select id as k, cast(id as string) as t from range(3))",
          "(select k, 'x' as t from dim_child lateral view explode(array(child_key)) e as k)",
          "(select child_key as k, f as t from fact_placement, lateral explode(flags) as l (f))");

  private static final List<String> FORBIDDEN_TABLES =
      List.of(
          "(select child_key as k, first_name as t from child_identity)",
          "(select child_key as k, '' as t from restricted.child_birth)",
          "(select 1L as k, first_name as t from delta.`LAKE/restricted/child_identity`)",
          "(select 1L as k, value as t from text.`/etc/passwd`)",
          "(select 1L as k, first_name as t from identifier('child_'||'identity'))",
          "(select 1L as k, value as t from identifier('text.`/etc/passwd`'))",
          "(select 1L as k, b as t from (select transform(1) using 'touch DIR/made' as (b string)))",
          "(select 1L as k, kpi as t from kpi_quarterly version as of 0)",
          "(select 1L as k, kpi as t from table_changes('kpi_quarterly',0))",
          "(select 1L as k, _metadata.file_path as t from kpi_quarterly)",
          "(select 1L as k, keyword as t from sql_keywords())");

  private static final List<String> FORBIDDEN_TEXTS =
      List.of(
          "reflect('java.lang.System','setProperty','kith.attacked','yes')",
          "REFLECT /**/ ('java.lang.System','setProperty','kith.attacked','yes')",
          "`java_method`('java.lang.System','setProperty','kith.attacked','yes')",
          "try_reflect('java.lang.System','setProperty','kith.attacked','yes')",
          "identifier('re'||'flect')('java.lang.System','setProperty','kith.attacked','yes')",
          "system.builtin.reflect('java.lang.System','setProperty','kith.attacked','yes')",
          "(select max(first_name) from child_identity)",
          "(select max(value) from text.`/etc/passwd`)",
          "input_file_name()",
          "current_user()",
          "from_xml('<a/>','a string').a",
          "cast(raise_error('x') as string)",
          ":name");

  private static final List<String> FORBIDDEN_AROUND =
      List.of(
          "insert overwrite directory 'DIR/victim' using csv %s",
          "insert overwrite local directory 'DIR/victim' using parquet %s",
          "with w as (%s) insert overwrite directory 'DIR/victim' using json select * from w",
          "from (%s) insert overwrite directory 'DIR/victim' using csv select k",
          "insert into kpi_quarterly %s",
          "create table delta.`DIR/made` as %s",
          "create table made using csv location 'DIR/made' as %s",
          "create or replace temporary view dim_child as %s",
          "cache table made as %s",
          "explain extended %s",
          "describe query %s",
          "begin %s; end",
          "select * from stream(made) union all %s",
          "merge into kpi_quarterly m using (%s) s on true when matched then delete",
          "delete from kpi_quarterly where kpi in (select t from (%s))",
          "declare variable made bigint default (select max(k) from (%s))",
          "select transform(k) using 'touch DIR/made' as (b string) from (%s)",
          "from (%s) map k using 'touch DIR/made' as b");

  private final Random random;
  private int untilForbidden;

  QueryGrammar(long seed) {
    this.random = new Random(seed);
  }

  /** A query that reads only the publication's tables. */
  String harmless() {
    untilForbidden = -1;
    return spaced(query(2));
  }

  /** A statement with one part that must be refused, around it or anywhere within. */
  String forbidden() {
    while (true) {
      untilForbidden = random.nextInt(12);
      String query = query(2);
      if (untilForbidden < 0) {
        return spaced(query);
      }
      if (random.nextInt(3) == 0) {
        return spaced(String.format(pick(FORBIDDEN_AROUND), query));
      }
    }
  }

  /** True for the one place that holds what must be refused. */
  private boolean isForbiddenHere() {
    boolean isHere = untilForbidden == 0;
    untilForbidden = untilForbidden < 0 ? -1 : untilForbidden - 1;
    return isHere;
  }

  private String query(int depth) {
    String from = relation(depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "select k, t from " + from + " where " + condition(depth - 1);
      case 1 -> "select " + number(depth - 1) + " as k, " + text(depth - 1) + " as t from " + from;
      case 2 -> "select k, max(t) as t from " + from + " group by k having count(*) > 0";
      case 3 ->
          "select a.k, b.t from "
              + from
              + " a left join "
              + relation(depth - 1)
              + " b on a.k = b.k";
      case 4 ->
          "with w as (select * from "
              + from
              + "), w2 (k, t) as (select k, t from w)"
              + " select k, "
              + text(0)
              + " as t from w2";
      case 5 ->
          "(select k, t from "
              + from
              + ") union all (select k, t from "
              + relation(depth - 1)
              + ")";
      case 6 -> "select row_number() over (partition by t order by k) as k, t from " + from;
      case 7 -> "select k, t from " + from + " order by " + number(0) + " limit 5";
      default ->
          "(select k, t from " + from + ") except (select k, t from " + relation(depth - 1) + ")";
    };
  }

  private String relation(int depth) {
    if (isForbiddenHere()) {
      return pick(FORBIDDEN_TABLES);
    }
    return depth > 0 && random.nextBoolean() ? "(" + query(depth) + ")" : pick(TABLES);
  }

  private String condition(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "k > " + number(depth);
      case 1 -> "t in (select t from " + relation(depth) + ")";
      case 2 -> "not exists (select 1 from " + relation(depth) + " where k > 99)";
      case 3 -> "(t like 'a%' or k between 1 and " + number(0) + ")";
      default -> text(depth) + " is not null";
    };
  }

  private String number(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "k";
      case 1 -> "coalesce(length(" + text(0) + "), 0)";
      case 2 -> depth > 0 ? "(select max(k) from " + relation(depth) + ")" : "k + 1";
      default -> "size(filter(array(k), x -> x > 1))";
    };
  }

  private String text(int depth) {
    if (isForbiddenHere()) {
      return pick(FORBIDDEN_TEXTS);
    }
    return switch (random.nextInt(5)) {
      case 0 -> "upper(t)";
      case 1 -> "coalesce(t, " + (depth > 0 ? text(depth - 1) : "'none'") + ")";
      case 2 -> "case when k > 1 then t else " + (depth > 0 ? text(depth - 1) : "null") + " end";
      case 3 -> depth > 0 ? "(select min(t) from " + relation(depth) + ")" : "concat(t, 'x')";
      default -> "t";
    };
  }

  /** The same statement with other blanks and comments between the words. */
  private String spaced(String statement) {
    StringBuilder text = new StringBuilder();
    for (String word : statement.split(" ")) {
      text.append(text.isEmpty() ? "" : pick(List.of(" ", " ", " ", "\n", " /**/ ", " -- ; '\n")))
          .append(word);
    }
    return text.toString();
  }

  private String pick(List<String> several) {
    return several.get(random.nextInt(several.size()));
  }
}
