package kith.source.folder;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Hash;
import kith.project.KithException;
import kith.source.Availability;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Checks the folder of a night, or of a source without nights. */
public final class NightReader {

  private final SourceSystem source;
  private final SourceFolder folder;

  private NightReader(SourceSystem source, SourceFolder folder) {
    this.source = source;
    this.folder = folder;
  }

  /** Checks {@code <folder>/<business date>}. */
  public static NightFolder open(
      SourceSystem source, String folder, LocalDate businessDate, Availability availability) {
    if (businessDate.isAfter(LocalDate.now())) {
      throw SourceFolder.broken(
          "The business date " + businessDate + " is in the future.",
          "Name the day whose records the extract holds.");
    }
    SourceFolder night =
        new SourceFolder(source.name(), businessDate, new Path(folder, businessDate.toString()));
    Marker marker = new MarkerReader(night).read();
    return new NightReader(source, night).open(Optional.of(marker), availability);
  }

  /** Checks a folder without nights, such as the project's own benchmarks. */
  public static NightFolder withoutNights(
      SourceSystem source, String folder, LocalDate businessDate, Availability availability) {
    return new NightReader(source, new SourceFolder(source.name(), businessDate, new Path(folder)))
        .open(Optional.empty(), availability);
  }

  /** Why one table cannot be loaded. */
  private record Breach(
      SourceContract contract, String why, boolean missesFile, boolean isOfMarker) {

    boolean missesColumns() {
      return why.matches("columns? .+ missing \\(.*");
    }
  }

  /**
   * The result of checking a table: its file, why the file breaks its contract, or why it cannot be
   * read.
   */
  private record Look(
      @Nullable SourceFile file, @Nullable String breach, @Nullable KithException unreachable) {

    /**
     * Why the file breaks its contract.
     *
     * @param linesEnd whether files of this night have a line end after their last record
     */
    Optional<String> breach(boolean linesEnd) {
      return linesEnd && file != null && file.endsOpen()
          ? Optional.of(
              "it ends without a line end, which the other files of the night have: it was cut off")
          : Optional.ofNullable(breach);
    }
  }

  private NightFolder open(Optional<Marker> marker, Availability availability) {
    FileNames names = FileNames.of(source.contracts(), folder.entries());
    Map<SourceContract, Look> looks = looks(names);
    boolean linesEnd =
        looks.values().stream()
            .map(Look::file)
            .anyMatch(file -> file != null && file.csv() && !file.endsOpen());
    List<SourceFile> files = new ArrayList<>();
    List<Breach> breaches = new ArrayList<>();
    for (SourceContract contract : source.contracts()) {
      Look look = looks.get(contract);
      if (look != null && look.unreachable() != null) {
        throw look.unreachable();
      }
      Long said = marker.map(Marker::rows).map(rows -> rows.get(contract.file())).orElse(null);
      Optional<String> why =
          look == null ? missing(contract, said, availability, names) : look.breach(linesEnd);
      Optional<String> unlikeMarker =
          look == null || why.isPresent()
              ? Optional.empty()
              : marker.flatMap(with -> unlikeMarker(Objects.requireNonNull(look.file()), said));
      why.ifPresent(text -> breaches.add(new Breach(contract, text, look == null, false)));
      unlikeMarker.ifPresent(text -> breaches.add(new Breach(contract, text, false, true)));
      if (look != null && look.file() != null) {
        files.add(look.file());
      }
    }
    if (!breaches.isEmpty()) {
      if (marker.isPresent()
          && marker.get().endsOpen()
          && breaches.stream().allMatch(Breach::isOfMarker)) {
        throw new MarkerReader(folder)
            .stillWritten(
                "its _COMPLETE has no line end after its last line, and its counts differ from the"
                    + " files");
      }
      throw broken(breaches, availability);
    }
    return new NightFolder(
        source,
        folder.businessDate(),
        marker.orElse(Marker.NONE),
        files,
        fingerprint(files, marker),
        names.extra());
  }

  private Optional<String> missing(
      SourceContract contract, @Nullable Long said, Availability availability, FileNames names) {
    if (said != null && said > 0) {
      return Optional.of(
          "_COMPLETE says " + said + " records, but there is no file" + names.alike(contract));
    }
    return availability.carried(contract.table())
        ? Optional.of(
            "its file is missing (%d of %d files found)%s"
                .formatted(names.byStem().size(), source.contracts().size(), names.alike(contract)))
        : Optional.empty();
  }

  private static Optional<String> unlikeMarker(SourceFile file, @Nullable Long said) {
    if (said == null) {
      return Optional.of("_COMPLETE does not say how many records it has");
    }
    return said == file.records()
        ? Optional.empty()
        : Optional.of("the file has " + file.records() + " records, but _COMPLETE says " + said);
  }

  /** Reports all breaches at once, so that one message to the system team is enough. */
  private KithException broken(List<Breach> breaches, Availability availability) {
    String happened =
        breaches.size() == 1
            ? "Cannot load %s.%s for %s: %s."
                .formatted(
                    source.name(),
                    breaches.get(0).contract().table(),
                    folder.businessDate(),
                    breaches.get(0).why())
            : "Cannot load %d of %d tables for %s:"
                    .formatted(breaches.size(), source.contracts().size(), folder.businessDate())
                + breaches.stream()
                    .map(
                        breach ->
                            "\n  %s.%s: %s"
                                .formatted(source.name(), breach.contract().table(), breach.why()))
                    .collect(Collectors.joining());
    return SourceFolder.broken(
        happened,
        "Ask the system team to send "
            + (breaches.size() == 1 ? "the file" : "these files")
            + " again, then run the same command again."
            + (breaches.stream().anyMatch(Breach::missesFile)
                ? " A table that the source does not carry is declared in"
                    + " conf/sources/"
                    + source.name()
                    + "/"
                    + availability.name()
                    + ".yaml, or in another file there that --availability or the environment file"
                    + " names as its availability."
                : "")
            + (source.shape() != null && breaches.stream().anyMatch(Breach::missesColumns)
                ? " Columns that the script of a system does not write are declared in a shape: this"
                    + " night was read as "
                    + source.shape().name()
                    + "; name another with --shape, or as shape in the environment file"
                    + " (docs/shapes.md)."
                : ""));
  }

  /** Every file is read completely for its hash: in parallel, and reported in order. */
  private Map<SourceContract, Look> looks(FileNames names) {
    return source.contracts().parallelStream()
        .filter(contract -> !names.of(contract).isEmpty())
        .collect(
            Collectors.toMap(contract -> contract, contract -> look(contract, names.of(contract))));
  }

  private Look look(SourceContract contract, List<SourceFolder.Entry> entries) {
    if (entries.size() > 1) {
      return new Look(
          null,
          "it is there twice, as "
              + entries.stream()
                  .map(SourceFolder.Entry::name)
                  .collect(Collectors.joining(" and as ")),
          null);
    }
    try {
      return new Look(new TableLook(folder, contract).of(entries.get(0)), null, null);
    } catch (BrokenFile broken) {
      return new Look(null, broken.getMessage(), null);
    } catch (IOException cause) {
      return new Look(null, null, folder.unreachable("the file of " + contract.viewName(), cause));
    }
  }

  private String fingerprint(List<SourceFile> files, Optional<Marker> marker) {
    StringBuilder text = new StringBuilder();
    files.forEach(
        file -> text.append(file.contract().file()).append(' ').append(file.sha256()).append('\n'));
    marker.ifPresent(said -> text.append(said.windowStart()).append(said.simulated()));
    return Hash.of(text.toString());
  }
}
