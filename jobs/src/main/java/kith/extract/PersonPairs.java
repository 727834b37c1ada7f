package kith.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceTable;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.Tables;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Finds persons of a night who seem to be one child under two numbers, and writes them by key into
 * {@code restricted.person_pair}: each pair both ways, with what they agree on.
 *
 * <p>Two persons are a pair where a pupil number or an NHS number is the same, and they agree on
 * more of these and the birth date than they differ in. So twins are not a pair, and a shared birth
 * date alone makes none. A text that is not a real number (a filler, a reason why none is held,
 * fewer than six digits, one digit repeated, a number that many share) matches nothing.
 *
 * <p>Identifiers are read only here and are compared as keyed hashes; none is stored, not even as a
 * hash. Persons are never merged.
 */
final class PersonPairs implements StageStep {

  static final String NAME = "person_pair";

  private static final StructType PAIRS =
      StructType.fromDDL("child_key bigint, other_child_key bigint, agrees_on array<string>");

  /** A number that more people than this share identifies none of them. */
  private static final int MOST_OF_ONE_NUMBER = 3;

  private static final int FEWEST_DIGITS = 6;
  private static final String BIRTH_DATE = "birth_date";

  private final SourceNight night;
  private final SourceContract persons;
  private final Broadcast<SourceCells> cells;
  private final Lake lake;

  /**
   * @param persons the contract of the person table, whose columns name the kind of identifier they
   *     hold
   */
  PersonPairs(SourceNight night, SourceContract persons, Broadcast<SourceCells> cells, Lake lake) {
    this.night = night;
    this.persons = persons;
    this.cells = cells;
    this.lake = lake;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of(persons.viewName());
  }

  @Override
  public Result run() {
    Optional<SourceTable> table = night.table(persons);
    Dataset<Row> pairs =
        table.isEmpty()
            ? lake.spark().createDataFrame(List.<Row>of(), PAIRS)
            : pairs(hashes(table.get()));
    return Result.of(lake.replace(Tables.PERSON_PAIR, pairs));
  }

  /** One row per person: the key, and the keyed hash of each identifier that is held. */
  private Dataset<Row> hashes(SourceTable table) {
    SourceContract compared = persons.ofIdentifiers(Set.copyOf(table.columns()));
    Broadcast<Judgement> judgement =
        new JavaSparkContext(lake.spark().sparkContext())
            .broadcast(
                new Judgement(
                    compared,
                    night.businessDate(),
                    cells,
                    null,
                    null,
                    new FirstSeen(Map.of(), Map.of(), Map.of()),
                    Map.of()));
    StructType schema = new StructType();
    ArrayList<SourceColumn> columns = new ArrayList<>(compared.columns());
    for (SourceColumn column : columns) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    Dataset<Row> texts =
        Landing.rows(lake.spark(), table, compared, judgement, null)
            .where(col("outcome").equalTo(Judgement.LOADED))
            .select(
                columns.stream()
                    .map(column -> col(column.name()))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .map(new Normalised(cells, columns), Encoders.row(schema));
    List<String> hashed =
        new ArrayList<>(List.of("person_key(" + persons.person() + ") as child_key"));
    for (String kind : List.of("pupil_number", "nhs_number", BIRTH_DATE)) {
      hashed.add(
          columns.stream()
              .filter(column -> kind.equals(column.comparedAs()))
              .map(column -> "identifier_key('%s:' || %s) as %1$s".formatted(kind, column.name()))
              .findFirst()
              .orElse("cast(null as bigint) as " + kind));
    }
    return texts.selectExpr(hashed.toArray(String[]::new)).localCheckpoint(true);
  }

  private static Dataset<Row> pairs(Dataset<Row> hashes) {
    return hashes
        .selectExpr(
            """
            explode(array_compact(array(
                if(pupil_number is null, null, named_struct('kind', 'pupil_number', 'number', pupil_number)),
                if(nhs_number is null, null, named_struct('kind', 'nhs_number', 'number', nhs_number))))) as shared
            """,
            "struct(*) as person")
        .groupBy("shared")
        .agg(collect_set("person").as("persons"))
        .where(size(col("persons")).between(2, MOST_OF_ONE_NUMBER))
        .selectExpr("explode(persons) as person", "persons")
        .selectExpr("person", "explode(persons) as other")
        .where("person.child_key <> other.child_key")
        .distinct()
        .withColumn(
            "agrees_on",
            expr(
                """
                array_compact(array(
                    if(person.pupil_number = other.pupil_number, 'pupil_number', null),
                    if(person.nhs_number = other.nhs_number, 'nhs_number', null),
                    if(person.birth_date = other.birth_date, 'birth_date', null)))
                """))
        .withColumn(
            "differ",
            expr(
                """
                int(coalesce(person.pupil_number <> other.pupil_number, false))
                    + int(coalesce(person.nhs_number <> other.nhs_number, false))
                    + int(coalesce(person.birth_date <> other.birth_date, false))
                """))
        .where(size(col("agrees_on")).gt(col("differ")))
        .selectExpr(
            "person.child_key as child_key", "other.child_key as other_child_key", "agrees_on");
  }

  /**
   * The cells in one spelling: identifiers reduced to letters and digits, null where they are not
   * usable.
   */
  private record Normalised(Broadcast<SourceCells> cells, ArrayList<SourceColumn> columns)
      implements MapFunction<Row, Row>, Serializable {

    @Override
    public Row call(Row texts) {
      Object[] values = new Object[texts.size()];
      for (int i = 0; i < values.length; i++) {
        SourceColumn column = columns.get(i);
        Object value = cells.value().read(column, texts.getString(i)).value();
        values[i] = value == null ? null : value.toString();
        if (column.comparedAs() != null && !column.comparedAs().equals(BIRTH_DATE)) {
          values[i] = identifier((String) values[i]);
        }
      }
      return RowFactory.create(values);
    }
  }

  /** An identifier as it is compared; null if it is not usable. */
  static @Nullable String identifier(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = text.replaceAll("[^\\p{Alnum}]", "").toUpperCase(java.util.Locale.ROOT);
    String digits = plain.replaceAll("[^0-9]", "");
    return digits.length() < FEWEST_DIGITS || digits.chars().distinct().count() == 1 ? null : plain;
  }
}
