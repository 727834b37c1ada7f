package kith.source.folder;

import java.util.List;
import java.util.Optional;

/** The first bytes of files that are neither CSV nor Parquet. */
final class FileKind {

  private record Kind(String name, int... bytes) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a ZIP archive or an Excel workbook", 'P', 'K', 3, 4),
          new Kind("an Excel workbook", 0xD0, 0xCF, 0x11, 0xE0),
          new Kind("a Parquet file", 'P', 'A', 'R', '1'),
          new Kind("a 7-Zip archive", '7', 'z', 0xBC, 0xAF),
          new Kind("compressed by zstd", 0x28, 0xB5, 0x2F, 0xFD),
          new Kind("compressed by bzip2", 'B', 'Z', 'h'),
          new Kind("a PDF document", '%', 'P', 'D', 'F'),
          new Kind("XML or HTML", '<'),
          new Kind("JSON", '{'),
          new Kind("JSON", '[', '{'),
          new Kind("JSON", '[', '"'),
          new Kind("JSON", '[', '\n'),
          new Kind("JSON", '[', '\r'),
          new Kind("JSON", '[', ' '));

  private FileKind() {}

  /** The kind of a file by its first bytes, if it is one of these. */
  static Optional<String> of(byte[] head) {
    return KINDS.stream()
        .filter(kind -> Encoding.begins(head, kind.bytes()))
        .map(Kind::name)
        .findFirst();
  }
}
