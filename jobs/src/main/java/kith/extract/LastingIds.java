package kith.extract;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import org.apache.spark.sql.Encoders;

/**
 * Holds back a night whose numbers of people, from which keys are made, differ from the night
 * before although there are about as many, or have other leading zeros: these children would get
 * new keys and lose the link to their history. Usually the source has changed how it writes the
 * numbers.
 *
 * @param nights the night of every source, and how its cells are read
 */
record LastingIds(List<NightCells> nights, LocalDate before, Lake lake, Versions versions)
    implements StageStep {

  /** Begins the name of a count of numbers that have other leading zeros than the night before. */
  static final String RESPELLED = "respelled:";

  /** Fewer numbers than this may come and go by chance. */
  private static final int FEWEST = 20;

  /** This many numbers may have been corrected by hand since the night before. */
  private static final int CORRECTED = 5;

  @Override
  public String name() {
    return "lasting_ids";
  }

  @Override
  public List<String> after() {
    return nights.stream()
        .flatMap(of -> contracts(of.night()).stream())
        .map(SourceContract::viewName)
        .toList();
  }

  private static List<SourceContract> contracts(SourceNight night) {
    return night.source().contracts().stream()
        .filter(contract -> contract.lastingId() != null)
        .toList();
  }

  @Override
  public Result run() {
    List<String> changed = new ArrayList<>();
    Counts counts = new Counts();
    nights.forEach(of -> compare(of.night(), of.cells().value(), changed, counts));
    if (!changed.isEmpty()) {
      throw new KithException(
          ExitCode.HELD_BACK,
          "The numbers of the night of "
              + before
              + " differ from tonight's: "
              + String.join(", ", changed)
              + ". Each of these people would get a new key, and their history would end.",
          Meaning.NOTHING_PUBLISHED,
          "Ask the system team what has changed in these numbers since the night before, and for"
              + " an extract with the numbers as before. A system that has renumbered its people"
              + " needs a new lake.");
    }
    return new Result(List.of(), counts);
  }

  private void compare(SourceNight night, SourceCells cells, List<String> changed, Counts counts) {
    for (SourceContract contract : contracts(night)) {
      Set<String> last = ids(contract, before, cells);
      Set<String> now = ids(contract, night.businessDate(), cells);
      Set<String> kept = new HashSet<>(last);
      kept.retainAll(now);
      counts.add("kept:" + contract.lastingId(), kept.size());
      long respelled = respelled(last, now);
      if (respelled > 0) {
        counts.add(RESPELLED + contract.lastingId(), respelled);
      }
      boolean areAsMany = now.size() * 2 >= last.size();
      if (respelled > CORRECTED) {
        changed.add(
            "%s.%s (%,d of %,d now have other leading zeros)"
                .formatted(contract.viewName(), contract.lastingId(), respelled, last.size()));
      } else if (last.size() >= FEWEST && areAsMany && kept.size() * 2 < last.size()) {
        changed.add(
            "%s.%s (%,d of %,d found again among now %,d)"
                .formatted(
                    contract.viewName(),
                    contract.lastingId(),
                    kept.size(),
                    last.size(),
                    now.size()));
      }
    }
  }

  /**
   * The numbers that disappeared while the same number with more or fewer leading zeros appeared.
   */
  private static long respelled(Set<String> last, Set<String> now) {
    Set<String> came =
        now.stream()
            .filter(id -> !last.contains(id))
            .map(LastingIds::withoutZeros)
            .collect(Collectors.toSet());
    return last.stream().filter(id -> !now.contains(id) && came.contains(withoutZeros(id))).count();
  }

  private static String withoutZeros(String id) {
    return id.replaceFirst("^0+(?=.)", "");
  }

  private Set<String> ids(SourceContract contract, LocalDate of, SourceCells cells) {
    SourceColumn column = contract.column(Objects.requireNonNull(contract.lastingId()));
    TableName raw = contract.in(Zone.RAW);
    Set<String> ids = new HashSet<>();
    lake.nights(raw, versions.of(raw), of)
        .select(col(column.name()))
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(text -> ids.add((String) cells.read(column, text).value()));
    ids.remove(null);
    return ids;
  }
}
