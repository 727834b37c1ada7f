package kith.source.folder;

import java.io.IOException;

/** A file that breaks its contract; the message says how, without cell contents. */
final class BrokenFile extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenFile(String why) {
    super(why);
  }
}
