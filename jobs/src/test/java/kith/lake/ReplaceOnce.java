package kith.lake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A process that replaces one state file of a lake and ends: what the tests kill. */
final class ReplaceOnce {

  private ReplaceOnce() {}

  /**
   * Replaces a file.
   *
   * @param arguments the lake's folder, the file, the new content's number
   */
  public static void main(String[] arguments) {
    new LakeFiles(arguments[0])
        .write(
            arguments[1],
            JsonNodeFactory.instance.objectNode().put("content", Integer.parseInt(arguments[2])));
  }
}
