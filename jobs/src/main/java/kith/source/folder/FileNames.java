package kith.source.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.source.SourceContract;

/**
 * Which file in a night's folder belongs to which table: the stem that the contract names, in any
 * letter case, with an ending that is read. A folder of that name holds the parts of a table.
 *
 * @param byStem the entries that are read, by the stem of their contract
 * @param extra names of files that no contract names
 * @param others names of all other files and folders
 */
record FileNames(
    Map<String, List<SourceFolder.Entry>> byStem, List<String> extra, List<String> others) {

  private static final Pattern FILE =
      Pattern.compile("(.+?)(\\.parquet|\\.(csv|tsv|txt)(\\.gz)?)", Pattern.CASE_INSENSITIVE);

  private static final Pattern FOLDER =
      Pattern.compile("(.+?)(\\.(parquet|csv|tsv|txt))?", Pattern.CASE_INSENSITIVE);

  static FileNames of(List<SourceContract> contracts, List<SourceFolder.Entry> entries) {
    Set<String> stems = new TreeSet<>();
    contracts.forEach(contract -> stems.add(contract.file()));
    Map<String, List<SourceFolder.Entry>> byStem = new TreeMap<>();
    List<String> extra = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (SourceFolder.Entry entry : entries) {
      String name = entry.name();
      Matcher matcher = (entry.isFolder() ? FOLDER : FILE).matcher(name);
      String stem = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
      if (stems.contains(stem)) {
        byStem.computeIfAbsent(stem, key -> new ArrayList<>()).add(entry);
      } else if (!name.startsWith("_") && !name.startsWith(".")) {
        others.add(name);
        if (!entry.isFolder()) {
          extra.add(name);
        }
      }
    }
    return new FileNames(byStem, extra, others);
  }

  /** The entries for a table; more than one is an error. */
  List<SourceFolder.Entry> of(SourceContract contract) {
    return byStem.getOrDefault(contract.file(), List.of());
  }

  /** Names that look like the table's but are not read, in words; empty if there are none. */
  String alike(SourceContract contract) {
    Pattern pattern =
        Pattern.compile(
            "(copy of |dbo[._])?"
                + Pattern.quote(contract.file())
                + "( ?\\([0-9]{1,2}\\)| - copy|[ _.-][0-9_-]{1,20})?(\\.[a-z0-9]{1,8}){0,3}",
            Pattern.CASE_INSENSITIVE);
    return others.stream()
        .filter(name -> pattern.matcher(name).matches())
        .map(name -> "; there is " + name + ", which is not read")
        .collect(Collectors.joining());
  }
}
