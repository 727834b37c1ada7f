package kith.source.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A Parquet file of one row, as tools other than Spark write it. */
public final class SmallParquet {

  private SmallParquet() {}

  public static void write(Path file, String schema, Consumer<Group> fill) {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Group row = new SimpleGroup(type);
    fill.accept(row);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file)).withType(type).build()) {
      writer.write(row);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
