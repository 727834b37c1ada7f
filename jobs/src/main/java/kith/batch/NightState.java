package kith.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kith.extract.NightBefore;
import kith.marts.KpiDefinitions;
import kith.project.ExitCode;
import kith.project.Hash;
import kith.project.KithException;
import kith.project.Meaning;
import kith.publish.Publications;
import kith.source.NeededFields;
import kith.source.SourceNight;
import kith.table.Lake;
import kith.table.Night;
import kith.table.PostcodeDirectory;
import kith.table.Publication;
import kith.table.SourceMark;
import kith.table.StageStep;
import kith.table.StateFiles;
import kith.table.StepCounts;
import kith.table.Tables;
import kith.table.Versions;
import kith.table.Zone;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows about its night: the extract, what each stage's result depends on, and what has
 * been written and counted so far.
 */
final class NightState {

  private final RunSetup setup;
  private final NightRequest request;

  /** The quarters of a backfill and the publication that it starts from. */
  private final String scope;

  private final Map<Stage, StageRecord> records = new EnumMap<>(Stage.class);
  private final Versions versions = new Versions();
  private final StepCounts counts = new StepCounts();
  private final Optional<PostcodeDirectory> postcodes;
  private List<SourceNight> nights = List.of();

  /** Set once the sources are opened, or an existing extract is reused. */
  @SuppressWarnings("NullAway.Init")
  private String fingerprint;

  /** Read once, on first use. */
  private @Nullable Set<String> needed;

  /** Set for an extract that is reused from an earlier run. */
  private @Nullable String extractKey;

  private List<SourceMark> sources = List.of();

  NightState(RunSetup setup, NightRequest request) {
    this.setup = setup;
    this.request = request;
    this.scope =
        request
            .backfill()
            .map(quarters -> quarters + setup.published().map(Publication::id).orElse(""))
            .orElse("");
    this.postcodes = PostcodeDirectory.read(setup.root().files());
    for (Stage stage : Stage.ALL) {
      StageRecord.read(setup.root().files(), businessDate(), recordName(stage))
          .ifPresent(record -> records.put(stage, record));
    }
  }

  LocalDate businessDate() {
    return request.businessDate();
  }

  /** Checks the night of every source. */
  void openSources(RunResult result) {
    nights = setup.sources().open(businessDate());
    fingerprint = hash(nights.stream().map(SourceNight::fingerprint).toArray(String[]::new));
    sources = setup.sources().marks(nights);
    // A source that is the same every night has other files beside its tables, such as a README, so
    // only nights count here.
    nights.stream()
        .filter(
            night ->
                sources.stream()
                    .anyMatch(mark -> mark.hasNights() && mark.isOf(night.source().name())))
        .flatMap(night -> night.oddities().stream())
        .forEach(result::warn);
    latestBefore().ifPresent(before -> warnOfWhatWasSentAgain(before, result));
    if (sources.stream().filter(SourceMark::hasNights).map(SourceMark::simulated).distinct().count()
        > 1) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Some sources of " + businessDate() + " are simulated, others are not.",
          Meaning.NOTHING_PUBLISHED,
          "Name sources of one kind in the environment file, then run the same command again.");
    }
    result.simulated(simulated());
  }

  private void warnOfWhatWasSentAgain(Map.Entry<LocalDate, StageRecord> before, RunResult result) {
    List<SourceMark> ofNights = sources.stream().filter(SourceMark::hasNights).toList();
    List<String> same =
        ofNights.stream()
            .filter(now -> before.getValue().sources().stream().anyMatch(now::isSameExtract))
            .map(SourceMark::system)
            .toList();
    if (!same.isEmpty()) {
      result.warn(
          "The files"
              + (same.size() == ofNights.size() ? "" : " of " + String.join(", ", same))
              + " are, byte for byte, those of the night of "
              + before.getKey()
              + ": an old extract may have been sent by mistake.");
    }
  }

  /** Continues from the extract of an earlier run. */
  void takeUpExtract(RunResult result) {
    StageRecord extract = records.get(Stage.EXTRACT);
    if (extract == null) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The night of " + businessDate() + " has not been extracted yet.",
          Meaning.NOTHING_PUBLISHED,
          "Run kith extract --business-date " + businessDate() + " first.");
    }
    fingerprint = extract.fingerprint();
    sources = extract.sources();
    result.simulated(simulated());
    if (!extract.key().equals(key(Stage.EXTRACT))) {
      result.warn(
          "The extract of "
              + businessDate()
              + " was loaded by another version of Kith, or with other files in conf/sources,"
              + " conf/codes or sql/staging. This run uses its records unchanged; kith nightly"
              + " loads the files"
              + " again.");
    }
    extractKey = extract.key();
  }

  /**
   * Reuses the results of the stages before this one. They must be there and come from this
   * content.
   */
  void takeUpStagesBefore(Stage stage) {
    if (request.backfill().isPresent()) {
      // A backfill uses the tables of the published night, whatever has been built since. The marts
      // too: until this run has written a mart, the published rows are the ones to copy.
      versions.putAll(setup.published().orElseThrow().versions());
      requireTablesOf(Objects.requireNonNull(records.get(Stage.CONFORM)));
      counts.putAll(Objects.requireNonNull(records.get(Stage.EXTRACT)).counts());
      counts.putAll(Objects.requireNonNull(records.get(Stage.CONFORM)).counts());
      if (stage == Stage.PUBLISH) {
        versions.putAll(Objects.requireNonNull(records.get(Stage.MARTS)).tables());
      }
      return;
    }
    for (Stage before : Stage.ALL.subList(0, stage.ordinal())) {
      StageRecord record = records.get(before);
      if (record == null || !record.key().equals(key(before))) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "The stage " + before.word() + " of " + businessDate() + " is missing or out of date.",
            Meaning.NOTHING_PUBLISHED,
            "Run kith " + before.word() + " --business-date " + businessDate() + " first.");
      }
      versions.putAll(record.tables());
      if (before == Stage.EXTRACT || before == Stage.CONFORM) {
        counts.putAll(record.counts());
      }
    }
  }

  private void requireTablesOf(StageRecord conform) {
    if (!versions.all().keySet().containsAll(conform.tables().keySet())) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Tables of the published night, " + businessDate() + ", were lost and moved aside.",
          Meaning.NOTHING_PUBLISHED,
          "Run kith nightly --business-date " + businessDate() + ", which builds them again.");
    }
    List<String> unknown =
        setup.specs().all().stream()
            .filter(spec -> spec.table().zone() == Zone.WAREHOUSE)
            .map(spec -> spec.table().qualified())
            .filter(table -> !versions.all().containsKey(table))
            .toList();
    if (!unknown.isEmpty()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "An earlier Kith built the published night, "
              + businessDate()
              + ", without "
              + String.join(", ", unknown)
              + ".",
          Meaning.NOTHING_PUBLISHED,
          "Run kith nightly --business-date " + businessDate() + ", which builds it again.");
    }
  }

  /**
   * What a stage's result depends on: its own code and files, the sources and how they are read,
   * and the key of the stage before; for extract, the files of the night; for conform, the postcode
   * directory. A reused extract keeps the key that it was built with.
   */
  String key(Stage stage) {
    if (stage == Stage.EXTRACT) {
      return extractKey != null
          ? extractKey
          : hash(
              stage.word(),
              fingerprint,
              setup.codeVersion(stage),
              setup.sources().content(),
              String.join(",", new TreeSet<>(needed())));
    }
    return hash(
        stage.word(),
        key(Stage.ALL.get(stage.ordinal() - 1)),
        setup.codeVersion(Stage.EXTRACT),
        setup.sources().content(),
        setup.codeVersion(stage),
        stage == Stage.CONFORM ? postcodes.map(PostcodeDirectory::content).orElse("") : "",
        stage.ordinal() >= Stage.MARTS.ordinal() ? scope : "");
  }

  /** The source fields that figures depend on: problems in one of them can hold the night back. */
  Set<String> needed() {
    if (needed == null) {
      needed =
          NeededFields.of(
              setup.project(),
              setup.sources().systems(),
              setup.specs(),
              KpiDefinitions.restOn(setup.project(), setup.specs()));
    }
    return needed;
  }

  /** A backfill does not touch the night's own results, so it keeps separate records. */
  String recordName(Stage stage) {
    return request.backfill().isPresent() && stage.ordinal() >= Stage.MARTS.ordinal()
        ? "backfill-" + stage.word()
        : stage.word();
  }

  /** The publication that the night's figures will belong to. */
  String publicationId() {
    return businessDate() + "-" + key(Stage.MARTS).substring(0, 8);
  }

  /**
   * Whether a stage has run for the same content and code, and all that it wrote is still there.
   */
  boolean isDone(Stage stage, RunResult result) {
    StageRecord record = records.get(stage);
    return record != null
        && record.key().equals(key(stage))
        && !request.again(stage)
        && results(stage, record).areOf(record)
        && setup.intact().holds(stage, record, businessDate(), result);
  }

  /** The record of a stage at its start, with no results yet. */
  StageRecord begin(Stage stage) {
    StageRecord last = records.get(stage);
    long attempt = last == null ? 1 : last.attempt() + 1;
    return StageRecord.begun(key(stage), attempt, fingerprint, sources);
  }

  /** The step results of a stage that started with this record. */
  StepResults results(Stage stage, StageRecord begun) {
    return new StepResults(
        setup.root().files(),
        businessDate(),
        recordName(stage),
        begun,
        latestBefore().map(Map.Entry::getKey));
  }

  /** Adds what a step has written and counted, for the steps after it. */
  void take(String step, StageStep.Result done) {
    done.tables().forEach(written -> versions.put(written.table().qualified(), written.version()));
    counts.put(step, done.counts());
  }

  /** Stores this as the stage's result for the night. */
  void end(Stage stage, StageRecord record) {
    record.write(setup.root().files(), businessDate(), recordName(stage));
    records.put(stage, record);
  }

  /** The night as its stages know it. */
  Night night(Lake lake) {
    return new Night(
        setup.project(),
        setup.specs(),
        setup.environment().authorityCode(),
        businessDate(),
        sources,
        publicationId(),
        lake,
        setup.root().files(),
        postcodes,
        versions,
        counts);
  }

  /** The night of every source, once they are opened. */
  List<SourceNight> nights() {
    return nights;
  }

  /** The latest earlier night whose extract is complete: extract compares with it. */
  Optional<NightBefore> nightBefore() {
    return latestBefore()
        .map(before -> new NightBefore(before.getKey(), before.getValue().counts()));
  }

  private Optional<Map.Entry<LocalDate, StageRecord>> latestBefore() {
    return setup.root().files().nights().stream()
        .filter(night -> night.isBefore(businessDate()))
        .sorted(Comparator.reverseOrder())
        .flatMap(
            night ->
                StageRecord.read(setup.root().files(), night, Stage.EXTRACT.word()).stream()
                    .map(record -> Map.entry(night, record)))
        .findFirst();
  }

  /** The postcode directory that the lake holds, if one has been loaded. */
  Optional<PostcodeDirectory> postcodes() {
    return postcodes;
  }

  /**
   * The publications that readers may hold, the one that they see until this night is published at
   * the end. Those whose figures are lost are left out.
   */
  List<Publication> published() {
    Optional<Publication> current = setup.published();
    StateFiles files = setup.root().files();
    List<Publication> published = new ArrayList<>();
    for (String id : Publications.published(files)) {
      if (!current.map(Publication::id).equals(Optional.of(id))
          && Intact.isWhole(() -> Publications.read(files, id))) {
        Publications.read(files, id).filter(this::hasFigures).ifPresent(published::add);
      }
    }
    current.filter(this::hasFigures).ifPresent(published::add);
    return published;
  }

  private boolean hasFigures(Publication publication) {
    Long version = publication.versions().get(Tables.KPI_PUBLISHED.qualified());
    return version != null && setup.root().tables().holds(Tables.KPI_PUBLISHED, version);
  }

  NightRequest request() {
    return request;
  }

  boolean simulated() {
    return sources.stream().anyMatch(SourceMark::simulated);
  }

  Versions versions() {
    return versions;
  }

  StepCounts counts() {
    return counts;
  }

  /** The records of the stages that are there. */
  Iterable<StageRecord> records() {
    return records.values();
  }

  private static String hash(String... parts) {
    return Hash.of(String.join("\n", parts)).substring(0, 32);
  }
}
