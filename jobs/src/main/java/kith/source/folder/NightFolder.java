package kith.source.folder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceSystem;
import kith.source.SourceTable;

/**
 * One night of a source as a folder of files, checked before anything is loaded: complete, every
 * carried table present with every column, record counts as in the marker.
 *
 * @param marker what {@code _COMPLETE} says; empty for a source that has no nights
 * @param fingerprint hash of the names and contents of all files that contracts name
 * @param extraFiles files that no contract names; they are not loaded
 */
public record NightFolder(
    SourceSystem source,
    LocalDate businessDate,
    Marker marker,
    List<SourceFile> files,
    String fingerprint,
    List<String> extraFiles)
    implements SourceNight {

  private static final int NAMES_TOLD = 10;

  @Override
  public Optional<SourceTable> table(SourceContract contract) {
    return files.stream()
        .filter(file -> file.contract().equals(contract))
        .map(SourceTable.class::cast)
        .findFirst();
  }

  @Override
  public Optional<LocalDate> windowStart() {
    return Optional.ofNullable(marker.windowStart());
  }

  @Override
  public boolean simulated() {
    return marker.simulated();
  }

  @Override
  public int extras() {
    return extraFiles.size();
  }

  @Override
  public List<String> oddities() {
    List<String> oddities = new ArrayList<>();
    for (SourceFile file : files) {
      List<String> extra = file.extraColumns();
      if (!extra.isEmpty()) {
        oddities.add(
            file.contract().viewName()
                + " has "
                + extra.size()
                + " column(s) that no contract names"
                + names(extra, file.contract().columnPrefix())
                + "; they were not landed.");
      }
    }
    List<String> unusual =
        files.stream()
            .filter(file -> !file.told().isEmpty())
            .map(file -> file.contract().viewName() + " (" + String.join(", ", file.told()) + ")")
            .toList();
    if (!unusual.isEmpty()) {
      oddities.add(
          "%d of %d files are not plain CSV in UTF-8 with commas; they were read as follows: %s."
              .formatted(unusual.size(), files.size(), String.join(", ", unusual)));
    }
    if (files.stream().anyMatch(SourceFile::endsOpen)) {
      oddities.add(
          "No CSV file has a line end after its last record, so a file cut off within its last"
              + " cell would look complete.");
    }
    if (!extraFiles.isEmpty()) {
      oddities.add(
          "The folder has "
              + extraFiles.size()
              + " file(s) that no contract names"
              + names(extraFiles, source.name() + "_")
              + "; they were not read.");
    }
    List<String> unknown =
        marker.rows().keySet().stream()
            .filter(
                stem -> source.contracts().stream().noneMatch(known -> known.file().equals(stem)))
            .toList();
    if (!unknown.isEmpty()) {
      oddities.add(
          "_COMPLETE counts "
              + unknown.size()
              + " table(s) that no contract names"
              + names(unknown, source.name() + "_")
              + ".");
    }
    return oddities;
  }

  /**
   * Those of the names that begin like the source's own names. Others are not printed: a file or
   * column may be named after a child.
   */
  private static String names(List<String> names, String prefix) {
    List<String> own =
        names.stream()
            .filter(name -> name.matches(Pattern.quote(prefix) + "[a-z0-9_]{1,60}(\\.[a-z]{1,8})?"))
            .sorted()
            .limit(NAMES_TOLD)
            .toList();
    return prefix.isEmpty() || own.isEmpty() ? "" : " (among them " + String.join(", ", own) + ")";
  }
}
