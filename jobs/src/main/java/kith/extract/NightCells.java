package kith.extract;

import kith.source.SourceCells;
import kith.source.SourceNight;
import org.apache.spark.broadcast.Broadcast;

/** The night of a source, and how its cells are read. */
record NightCells(SourceNight night, Broadcast<SourceCells> cells) {}
