package kith.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import kith.conform.Conform;
import kith.conform.Staging;
import kith.conform.care.ChildrenInNoFigure;
import kith.contract.Availability;
import kith.contract.Carried;
import kith.contract.CodeLists;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.NightInputs;
import kith.contract.Parameters;
import kith.contract.Project;
import kith.contract.Publication;
import kith.contract.SourceContract;
import kith.contract.SourceShape;
import kith.contract.SourceSystem;
import kith.contract.StageStep;
import kith.contract.TableBuild;
import kith.contract.TableBuildStep;
import kith.contract.TableName;
import kith.contract.TableSpecs;
import kith.contract.Tables;
import kith.contract.Versions;
import kith.contract.Written;
import kith.extract.Extract;
import kith.extract.FieldsWithoutValue;
import kith.extract.NightBefore;
import kith.extract.NightFolder;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.lake.Sessions;
import kith.marts.KpiDefinitions;
import kith.marts.MartRun;
import kith.marts.Marts;
import kith.marts.Quarters;
import kith.marts.Target;
import kith.publish.Publish;
import kith.quality.QualityStep;
import kith.quality.Rules;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Runs stages of a night under the lake's lease. What is already done for the same content and code
 * is left alone; what failed is resumed; a night becomes visible with the last step of publish.
 */
public final class NightRun {

  private static final String STANDS = "Nothing was published; the figures published before stand.";

  private final Project project;
  private final Environment environment;
  private final Progress progress;
  private final LakeRoot root;
  private final TableSpecs specs;
  private final String codeVersion;
  private final Intact intact;

  public NightRun(Project project, Environment environment, Progress progress) {
    this.project = project;
    this.environment = environment;
    this.progress = progress;
    this.root = new LakeRoot(environment.lake());
    this.specs = TableSpecs.of(project);
    this.codeVersion = CodeVersion.of(project);
    this.intact = new Intact(root);
  }

  /** Runs stages for a night; the result says how it ended and is written into the lake. */
  public RunResult run(String command, List<Stage> stages, LocalDate businessDate) {
    return run(command, stages, businessDate, List.of());
  }

  /** The same with tables accepted that have far fewer records than the night before. */
  public RunResult run(
      String command, List<Stage> stages, LocalDate businessDate, List<String> acceptedVolume) {
    return run(command, stages, businessDate, acceptedVolume, Optional.empty());
  }

  /** The same with a stage made again, and those after it, although it is already done. */
  public RunResult run(
      String command,
      List<Stage> stages,
      LocalDate businessDate,
      List<String> acceptedVolume,
      Optional<Stage> again) {
    return guarded(
        command,
        businessDate,
        again.orElse(null),
        result -> {
          Set<String> accepted = steps(acceptedVolume);
          result.acceptedVolume(accepted);
          runStages(stages, new Night(businessDate, Optional.empty(), accepted, again, result));
        });
  }

  private SourceShape shape() {
    return SourceShape.of(project, "ssd", environment.shape());
  }

  private SourceSystem ssd() {
    return SourceSystem.of(project, "ssd").in(shape());
  }

  /** The extract's steps of tables that a person named, with or without their system. */
  private Set<String> steps(List<String> tables) {
    Set<String> known =
        ssd().contracts().stream().map(SourceContract::viewName).collect(Collectors.toSet());
    Set<String> steps = new TreeSet<>();
    for (String table : tables) {
      String step = table.startsWith("ssd_") ? table : "ssd_" + table;
      if (!known.contains(step)) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "There is no source table " + table + ".",
            "Nothing was run.",
            "Name a table of conf/sources, such as cla_visits.");
      }
      steps.add(step);
    }
    return steps;
  }

  /** Recalculates the marts of the quarters given from the published night and publishes them. */
  public RunResult backfill(Quarters quarters) {
    Optional<Publication> current = current();
    LocalDate businessDate = current.map(Publication::businessDate).orElse(null);
    return guarded(
        "backfill",
        businessDate,
        null,
        result -> {
          if (current.isEmpty()) {
            throw new KithException(
                ExitCode.WRONG_USAGE,
                "Nothing is published in this lake yet.",
                "There are no quarters to recalculate.",
                "Run kith nightly first.");
          }
          if (quarters.to().lastDay().isAfter(businessDate)) {
            throw new KithException(
                ExitCode.WRONG_USAGE,
                "The quarter to "
                    + quarters.to()
                    + " is not over in the night published, "
                    + businessDate
                    + ".",
                "Nothing was run.",
                "Name quarters that ended by then.");
          }
          runStages(
              List.of(Stage.MARTS, Stage.PUBLISH),
              new Night(businessDate, Optional.of(quarters), Set.of(), Optional.empty(), result));
        });
  }

  private interface Work {
    void run(RunResult result);
  }

  private RunResult guarded(String command, LocalDate businessDate, Stage again, Work work) {
    RunResult result = new RunResult(command, businessDate);
    StoppedRun stopped = null;
    try {
      root.prepare();
      try (Lease lease = Lease.take(root.path())) {
        stopped = new StoppedRun(result, root.files());
        if (root.isMade()) {
          // Before anything that the lake says is believed, and even where nothing is to be done.
          keys();
        }
        Repair.lostPublication(root).ifPresent(result::warn);
        Optional<Publication> published = current();
        if (published.isPresent()) {
          LocalDate night = published.get().businessDate();
          StageRecord.requireOf(root.files(), night, night.equals(businessDate) ? again : null);
        }
        intact.restoreLogs().forEach(result::warn);
        work.run(result);
        stopped.ended();
        result.write(root.files());
        stopped = null;
      }
    } catch (Throwable failure) {
      KithException said = Failures.safe("running " + command, failure);
      if (result.isPublished()) {
        said = said.meaning("This run's figures were published before that: readers see them.");
      }
      if (stopped != null) {
        stopped.ended();
      }
      result.end(said.exitCode(), said.getMessage());
      if (stopped != null) {
        writeFailed(result);
      }
    }
    return result;
  }

  /** Writes how a run failed, if there is room for it; why it failed is told in any case. */
  private void writeFailed(RunResult result) {
    try {
      result.write(root.files());
    } catch (RuntimeException | Error unwritten) {
      KithException said = Failures.safe("writing ops/result.json", unwritten);
      result.end(result.exitCode(), result.message() + "\n" + said.happened());
    }
  }

  private Optional<Publication> current() {
    return Publish.current(root.files());
  }

  private Keys keys() {
    return root.keys(environment.authorityCode(), environment.secret(), environment.makeSecret());
  }

  private void runStages(List<Stage> stages, Night night) {
    intact.requireOtherNights(night.businessDate);
    List<Stage> open = new ArrayList<>();
    if (stages.contains(Stage.EXTRACT)) {
      night.openSources();
    } else {
      night.takeUpExtract();
    }
    for (Stage stage : stages) {
      // Once a stage has to run, everything after it has too.
      if (!open.isEmpty() || !night.isDone(stage)) {
        open.add(stage);
      }
    }
    if (open.isEmpty()) {
      night.result.end(
          ExitCode.DONE,
          "Already done: "
              + words(stages)
              + " of "
              + night.businessDate
              + " for the same content. Nothing was written."
              + night.result.notes());
      night.describe();
      return;
    }
    night.refuseOlderThanPublished();
    night.run(open);
    night.result.end(
        ExitCode.DONE,
        "Done: "
            + words(open)
            + " of "
            + night.businessDate
            + "."
            + night.summary(open)
            + night.result.notes());
  }

  private static String words(List<Stage> stages) {
    return stages.stream().map(Stage::word).collect(Collectors.joining(", "));
  }

  /** One night's work. */
  private final class Night {

    private final LocalDate businessDate;
    private final Optional<Quarters> backfill;
    private final Set<String> acceptedVolume;
    private final Optional<Stage> again;
    private final RunResult result;

    /** The quarters of a backfill and the publication that it began with. */
    private final String scope;

    private final Map<Stage, StageRecord> records = new HashMap<>();
    private final Versions versions = new Versions();
    private final Map<String, Map<String, Long>> counts = new ConcurrentHashMap<>();
    private List<NightFolder> folders = List.of();
    private String fingerprint;
    private LocalDate windowStart;
    private boolean simulated;
    private Staging staging;
    private Marts marts;

    Night(
        LocalDate businessDate,
        Optional<Quarters> backfill,
        Set<String> acceptedVolume,
        Optional<Stage> again,
        RunResult result) {
      this.again = again;
      this.businessDate = businessDate;
      this.backfill = backfill;
      this.acceptedVolume = acceptedVolume;
      this.result = result;
      this.scope =
          backfill.map(quarters -> quarters + current().map(Publication::id).orElse("")).orElse("");
      for (Stage stage : Stage.ALL) {
        StageRecord.read(root.files(), businessDate, recordName(stage))
            .ifPresent(record -> records.put(stage, record));
      }
    }

    void openSources() {
      NightFolder main =
          NightFolder.open(ssd(), environment.source().toString(), businessDate, availability());
      NightFolder benchmarks =
          NightFolder.withoutNights(
              SourceSystem.of(project, "benchmark"),
              project.conf().resolve("benchmarks").toString(),
              businessDate,
              Availability.of(project, "benchmark"));
      folders = List.of(main, benchmarks);
      main.oddities().forEach(result::warn);
      fingerprint = hash(main.fingerprint(), benchmarks.fingerprint());
      latestBefore()
          .filter(before -> before.getValue().fingerprint().equals(fingerprint))
          .ifPresent(
              before ->
                  result.warn(
                      "The files are, byte for byte, those of the night of "
                          + before.getKey()
                          + ": an old extract may have been sent again."));
      windowStart = main.marker().windowStart();
      if (windowStart == null) {
        windowStart = availability().historyFrom();
      }
      simulated = main.marker().simulated();
      result.simulated(simulated);
    }

    void takeUpExtract() {
      StageRecord extract = records.get(Stage.EXTRACT);
      if (extract == null) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "The night of " + businessDate + " has not been extracted yet.",
            STANDS,
            "Run kith extract --business-date " + businessDate + " first.");
      }
      fingerprint = extract.fingerprint();
      windowStart = extract.windowStart();
      simulated = extract.simulated();
      result.simulated(simulated);
    }

    private Availability availability() {
      return Availability.of(project, "ssd", environment.sourceName()).in(shape());
    }

    /** What a stage's result depends on: the extract, the code, and the stages before. */
    private String key(Stage stage) {
      return hash(
          stage.word(),
          fingerprint,
          codeVersion,
          environment.sourceName(),
          environment.shape(),
          stage.ordinal() >= Stage.MARTS.ordinal() ? scope : "");
    }

    /** A backfill leaves what the night itself has made as it is, and has records of its own. */
    private String recordName(Stage stage) {
      return backfill.isPresent() && stage.ordinal() >= Stage.MARTS.ordinal()
          ? "backfill-" + stage.word()
          : stage.word();
    }

    private String publicationId() {
      return businessDate + "-" + key(Stage.MARTS).substring(0, 8);
    }

    boolean isDone(Stage stage) {
      StageRecord record = records.get(stage);
      return record != null
          && record.key().equals(key(stage))
          && again.filter(first -> first.compareTo(stage) <= 0).isEmpty()
          && intact.holds(stage, record, businessDate, result);
    }

    /** What a person wants to know first of a run that went well. */
    String summary(List<Stage> done) {
      StringBuilder text = new StringBuilder();
      if (done.contains(Stage.EXTRACT)) {
        text.append(
            "\n%,d records loaded, %,d quarantined, %,d exact duplicates."
                .formatted(sum("raw_rows"), sum("quarantine_rows"), sum("duplicate")));
        if (sum("quarantine_rows") > 0) {
          text.append(" See kith quarantine.");
        }
      }
      ChildrenInNoFigure.said(counts).ifPresent(said -> text.append('\n').append(said));
      if (done.contains(Stage.PUBLISH)) {
        text.append("\nPublished as " + publicationId() + " in " + root.path() + ".");
      }
      return text.toString();
    }

    private long sum(String measure) {
      return counts.values().stream().mapToLong(of -> of.getOrDefault(measure, 0L)).sum();
    }

    void describe() {
      String id =
          current()
              .filter(current -> current.businessDate().equals(businessDate))
              .map(Publication::id)
              .orElseGet(this::publicationId);
      result.publication(id, simulated);
      records.values().forEach(record -> result.versions(record.tables()));
    }

    void refuseOlderThanPublished() {
      current()
          .filter(current -> current.businessDate().isAfter(businessDate))
          .ifPresent(
              current -> {
                throw new KithException(
                    ExitCode.WRONG_USAGE,
                    "The night of "
                        + businessDate
                        + " is older than the one published, "
                        + current.businessDate()
                        + ".",
                    "Nothing was run: its figures would replace newer ones.",
                    "Load it into another lake with --lake, or load a newer night.");
              });
    }

    void run(List<Stage> open) {
      Keys keys = keys();
      root.keepApart(simulated);
      SparkSession spark =
          Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path());
      keys.register(spark);
      DeltaLake lake = new DeltaLake(spark, root.path().toString());
      try (JobControl jobs = JobControl.open(environment, root, result)) {
        for (Stage stage : open) {
          run(stage, lake, jobs);
        }
      } finally {
        if (staging != null) {
          staging.close();
        }
        if (marts != null) {
          marts.close();
        }
      }
      result.versions(versions.all());
      result.publication(publicationId(), simulated);
    }

    private void run(Stage stage, DeltaLake lake, JobControl jobs) {
      progress.say(stage.word() + " of " + businessDate);
      if (backfill.isPresent() && stage == Stage.MARTS) {
        // The tables before the marts are those of the published night, whatever has been made
        // since.
        versions.putAll(current().orElseThrow().versions());
        counts.putAll(records.get(Stage.EXTRACT).counts());
      } else {
        takeUpStagesBefore(stage);
      }
      String key = key(stage);
      StageRecord last = records.get(stage);
      long attempt = last == null ? 1 : last.attempt() + 1;
      StageRecord begun = StageRecord.begun(key, attempt, fingerprint, windowStart, simulated);
      Map<String, Written> made = new TreeMap<>();
      Map<String, Map<String, Long>> counted = new ConcurrentHashMap<>();
      List<StageStep> steps = steps(stage, lake);
      for (StageStep step : steps) {
        begun
            .step(root.files(), businessDate, recordName(stage), step.name())
            .ifPresent(done -> take(step, done, made, counted));
      }
      Set<String> kept = Set.copyOf(counted.keySet());
      jobs.run(
          stage.word(),
          JobControl.parameters(businessDate, key, codeVersion, attempt),
          steps,
          kept,
          step -> {
            long started = System.nanoTime();
            StageStep.Result done = safely(stage, step);
            if (step.name().equals(Publish.CURRENT)) {
              result.published();
            }
            begun.keep(root.files(), businessDate, recordName(stage), step.name(), done);
            take(step, done, made, counted);
            double seconds = (System.nanoTime() - started) / 1e9;
            long rows = done.tables().stream().mapToLong(Written::rows).sum();
            result.add(new RunResult.Step(stage.word(), step.name(), rows, done.counts(), seconds));
            progress.step(stage.word(), step.name(), rows, seconds);
            return rows;
          });
      if (stage == Stage.EXTRACT) {
        Extract.notes(counted).forEach(result::warn);
      }
      if (counted.containsKey(QualityStep.NAME)) {
        QualityStep.note(counted.get(QualityStep.NAME)).ifPresent(result::warn);
      }
      StageRecord record =
          StageRecord.of(key, attempt, fingerprint, windowStart, simulated, made.values(), counted);
      record.write(root.files(), businessDate, recordName(stage));
      records.put(stage, record);
    }

    private void takeUpStagesBefore(Stage stage) {
      if (backfill.isPresent()) {
        return;
      }
      for (Stage before : Stage.ALL.subList(0, stage.ordinal())) {
        StageRecord record = records.get(before);
        if (record == null || !record.key().equals(key(before))) {
          throw new KithException(
              ExitCode.WRONG_USAGE,
              "The stage " + before.word() + " of " + businessDate + " is missing or out of date.",
              STANDS,
              "Run kith " + before.word() + " --business-date " + businessDate + " first.");
        }
        versions.putAll(record.tables());
        if (before == Stage.EXTRACT) {
          counts.putAll(record.counts());
        }
      }
    }

    private StageStep.Result safely(Stage stage, StageStep step) {
      try {
        return step.run();
      } catch (Throwable failure) {
        throw Failures.safe("making " + step.name() + " in " + stage.word(), failure);
      }
    }

    private void take(
        StageStep step,
        StageStep.Result done,
        Map<String, Written> made,
        Map<String, Map<String, Long>> counted) {
      synchronized (made) {
        done.tables()
            .forEach(
                written -> {
                  versions.put(written.table().qualified(), written.version());
                  made.put(written.table().qualified(), written);
                });
      }
      counted.put(step.name(), done.counts());
      counts.put(step.name(), done.counts());
    }

    private List<StageStep> steps(Stage stage, DeltaLake lake) {
      CodeLists codeLists = CodeLists.of(project);
      return switch (stage) {
        case EXTRACT ->
            Extract.steps(
                folders,
                nightBefore(),
                acceptedVolume,
                codeLists,
                Parameters.of(project),
                lake,
                versions,
                () -> counts);
        case CONFORM -> conformSteps(codeLists, lake);
        case MARTS -> martSteps(lake);
        case PUBLISH ->
            Publish.steps(
                publicationId(),
                businessDate,
                simulated,
                new NightInputs(lake, versions, NightRun::noStaging),
                lake,
                root.files(),
                versions);
      };
    }

    private Optional<NightBefore> nightBefore() {
      return latestBefore()
          .map(before -> new NightBefore(before.getKey(), before.getValue().counts()));
    }

    /** The latest night before this one whose extract is complete. */
    private Optional<Map.Entry<LocalDate, StageRecord>> latestBefore() {
      return root.files().nights().stream()
          .filter(night -> night.isBefore(businessDate))
          .sorted(Comparator.reverseOrder())
          .flatMap(
              night ->
                  StageRecord.read(root.files(), night, Stage.EXTRACT.word()).stream()
                      .map(record -> Map.entry(night, record)))
          .findFirst();
    }

    private List<StageStep> conformSteps(CodeLists codeLists, DeltaLake lake) {
      List<SourceSystem> sources = List.of(ssd(), SourceSystem.of(project, "benchmark"));
      Parameters parameters = Parameters.of(project);
      List<TableBuild> builds = Conform.builds(project, parameters, codeLists);
      staging =
          Staging.open(
              builds,
              project,
              specs,
              sources,
              lake,
              versions,
              environment.authorityCode(),
              businessDate);
      Dataset<Row> sourceNight = sourceNight(lake.spark());
      NightInputs inputs =
          new NightInputs(
              lake,
              versions,
              table -> table.equals(Tables.STG_SOURCE_NIGHT) ? sourceNight : staging.table(table));
      List<StageStep> steps =
          new ArrayList<>(TableBuildStep.of(builds, specs, inputs, lake, businessDate));
      steps.addAll(
          Conform.checks(builds, specs, parameters, inputs, lake, businessDate, () -> counts));
      return steps;
    }

    private Dataset<Row> sourceNight(SparkSession spark) {
      Row row =
          RowFactory.create(
              environment.authorityCode(),
              "ssd",
              Date.valueOf(businessDate),
              windowStart == null ? null : Date.valueOf(windowStart),
              simulated);
      return spark.createDataFrame(
          List.of(row), specs.get(Tables.STG_SOURCE_NIGHT.name()).schema());
    }

    /** The optional source tables, by plain name, that have rows tonight. */
    private Set<String> tablesWithRows() {
      return counts.entrySet().stream()
          .filter(step -> step.getValue().getOrDefault("loaded", 0L) > 0)
          .map(step -> step.getKey().replaceFirst("^ssd_", ""))
          .collect(Collectors.toSet());
    }

    /** What the source is declared to carry and does tonight (R19). */
    private Availability availableTonight() {
      return availability().without(FieldsWithoutValue.of(ssd(), counts));
    }

    /** What the sources carry tonight, in the words of staging (R19). */
    private Carried carriedTonight() {
      return Carried.of(project, ssd(), availableTonight(), tablesWithRows());
    }

    /** Tells which fields that a KPI needs have no usable value although they are declared. */
    private void tellOfFieldsWithoutValue(KpiDefinitions kpis) {
      Carried declared = Carried.of(project, ssd(), availability(), tablesWithRows());
      Carried tonight = carriedTonight();
      String fields =
          kpis.all().stream()
              .flatMap(kpi -> kpi.needs().named().stream())
              .filter(need -> declared.meets(need) && !tonight.meets(need))
              .flatMap(need -> tonight.sourceFields(need).stream())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      if (!fields.isEmpty()) {
        result.warn(
            "No record has a usable value of " + fields + ": what needs it is not available.");
      }
    }

    private StageStep qualityStep(DeltaLake lake, KpiDefinitions kpis) {
      return new QualityStep(
          Rules.of(project).alsoFor(kpis.byPopulation()),
          new QualityStep.Night(
              businessDate,
              environment.authorityCode(),
              publicationId(),
              simulated,
              carriedTonight()),
          new NightInputs(lake, versions, NightRun::noStaging),
          lake,
          root.files(),
          specs.get(Tables.KPI_QUALITY.name()));
    }

    private List<StageStep> martSteps(DeltaLake lake) {
      KpiDefinitions kpis = KpiDefinitions.of(project);
      tellOfFieldsWithoutValue(kpis);
      marts =
          Marts.of(
              new MartRun(
                  publicationId(),
                  kpis,
                  carriedTonight(),
                  Parameters.of(project),
                  Target.of(project),
                  backfill));
      if (backfill.isPresent()) {
        // Until this run has written a mart, its published rows are the ones to take over.
        Map<String, Long> published = current().orElseThrow().versions();
        for (TableBuild build : marts.builds()) {
          String mart = build.writes().qualified();
          if (published.containsKey(mart)) {
            versions.put(mart, published.get(mart));
          }
        }
      }
      // Beside the members, which take longest and wait for nothing either.
      List<StageStep> steps = new ArrayList<>(List.of(qualityStep(lake, kpis)));
      steps.addAll(
          TableBuildStep.of(
              marts.builds(),
              specs,
              new NightInputs(lake, versions, NightRun::noStaging),
              lake,
              businessDate));
      return steps;
    }
  }

  private static Dataset<Row> noStaging(TableName table) {
    throw new IllegalStateException("only conform reads staging, not " + table);
  }

  private static String hash(String... parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
